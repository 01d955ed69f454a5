import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import type { Caller } from '../../operations/caller.js';
import { CallsService } from './calls.service.js';
import { LiveCalls } from './live-calls.js';

/** Stands where an imported API has its id. */
const THIS_SERVER = 'gatehouse';
const REFUSED = [401, 403];

/** What the guard leaves on a request. */
interface Guarded {
  caller?: Caller;
  operation?: string;
}

/** Counts the calls of this server's own operations by apps; what people do in the portal is none. */
@Injectable()
export class OwnCalls implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly calls: CallsService,
    private readonly live: LiveCalls,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      const { caller, operation } = request as Guarded;
      if (operation && caller && caller.clientId !== BUILT_IN_CLIENT.id) {
        const outcome = REFUSED.includes(reply.statusCode) ? 'refused' : 'allowed';
        this.calls.note(THIS_SERVER, operation, caller.clientId, outcome);
        if (this.live.isWatched(caller.clientId)) {
          const answer = { status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
          this.live.noteAnswer(caller.clientId, operation, outcome, answer);
        }
      }
      done();
    });
  }
}
