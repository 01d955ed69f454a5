import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { ApisCache } from '../apis/apis.cache.js';
import type { LiveApi } from '../apis/live-api.js';
import { forbidden, Problem } from '../common/problem.js';
import { ChangeFeed } from '../database/change-feed.js';
import { then } from '../oauth/at-once.js';
import { answerOf, type GateAnswer, refusalAnswer } from './answer.js';
import { AssertionsService } from './assertions.service.js';
import { DecisionService } from './decision.service.js';
import { DecisionLog } from './decision-log.js';
import { GatesCache, type KnownGate } from './gates/gates.cache.js';
import { readJsonBody } from './json-body.js';
import { type Address, addressOf, type Question, readJsonQuestion, readQuestion, valuesOf } from './question.js'; // prettier-ignore

/** What is told of an answer, for logs and metrics. */
export interface Answered {
  requestId: string;
  method: string;
  /** The kind of question: `/gate/nginx/:api`. */
  route: string;
  status: number;
  ms: number;
  /** The address of the client, as the gate tells it. */
  ip?: string;
}

const PREFIX = '/gate/';
const KEY = 'gatehouse-gate';

/**
 * Answers the questions of proxies. It stands before the router: the router decodes, refuses methods
 * and reads bodies, and the gate must see the request as it was sent.
 */
@Injectable()
export class GateEndpoint {
  private readonly log = new Logger(GateEndpoint.name);
  private readonly listeners: ((answered: Answered) => void)[] = [];

  constructor(
    private readonly gates: GatesCache,
    private readonly apis: ApisCache,
    private readonly decisions: DecisionService,
    private readonly assertions: AssertionsService,
    private readonly decisionLog: DecisionLog,
    private readonly feed: ChangeFeed,
  ) {}

  /** Calls back after every answer. */
  onAnswer(listener: (answered: Answered) => void): void {
    this.listeners.push(listener);
  }

  /** Answers what is asked below `/gate`. @returns whether it was */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '', method = '' } = request;
    if (!url.startsWith(PREFIX)) return false;
    const began = performance.now();
    const requestId = randomUUID();
    const address = addressOf(method, url);
    const send = ({ answer, ip }: Served) => {
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const route = address ? `${PREFIX}${address.dialect}/:api` : `${PREFIX}*`;
      const { status } = answer;
      for (const told of this.listeners) told({ requestId, method, route, status, ms, ip });
    };
    const fail = (error: unknown) => send(this.failed(error, address, requestId));
    try {
      const served = this.answer(request, address, requestId);
      if (served instanceof Promise) void served.then(send, fail);
      else send(served);
    } catch (error) {
      fail(error);
    }
    return true;
  }

  private answer(
    request: IncomingMessage,
    address: Address | undefined,
    requestId: string,
  ): Served | Promise<Served> {
    if (!address) throw new Problem(404, 'not_found', 'There is no such question.');
    const carrier = {
      method: request.method ?? '',
      headers: request.rawHeaders,
      peer: request.socket.remoteAddress ?? '',
    };
    const keys = valuesOf(carrier.headers, KEY);
    const [key = ''] = keys.length === 1 ? keys : [];
    return then(this.gates.find(key), (gate) => {
      if (gate?.dialect !== address.dialect || !gate.apis.has(address.api)) throw unknownGate();
      return then(this.apis.find(address.api), (api) => {
        if (!api) throw unknownGate();
        this.gates.noteUse(gate.id);
        if (!this.feed.isCurrent()) throw notReady();
        if (address.dialect !== 'json')
          return this.decide(readQuestion(address, carrier, gate.hops), gate, api, requestId);
        return readJsonBody(request).then((body) =>
          this.decide(readJsonQuestion(body, carrier.peer), gate, api, requestId),
        );
      });
    });
  }

  private decide(
    question: Question | string,
    gate: KnownGate,
    api: LiveApi,
    requestId: string,
  ): Served | Promise<Served> {
    if (typeof question === 'string') throw new Problem(400, 'ambiguous_request', question);
    return then(this.decisions.decide(question, api), (decision) => {
      this.decisionLog.note(decision, question.method, gate, api);
      const { ip } = question;
      const assertion = this.assertions.of(decision, api);
      return { answer: answerOf(decision, gate.dialect, requestId, assertion), ip };
    });
  }

  /** Closed, whatever it is that failed. */
  private failed(error: unknown, address: Address | undefined, requestId: string): Served {
    if (!(error instanceof Problem))
      this.log.error({ msg: 'The gate could not decide', requestId, err: error });
    const problem = error instanceof Problem ? error : notReady();
    return { answer: refusalAnswer(problem, address?.dialect, requestId) };
  }
}

interface Served {
  answer: GateAnswer;
  ip?: string;
}

function unknownGate(): Problem {
  return forbidden('gate_unknown', 'The gate key is missing, wrong, or not for this API.');
}

function notReady(): Problem {
  return new Problem(503, 'not_ready', 'It cannot be decided now; please try again.', {
    headers: { 'retry-after': '1' },
  });
}
