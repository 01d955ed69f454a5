import { Injectable, Logger } from '@nestjs/common';
import { CallsService } from '../apis/calls/calls.service.js';
import type { LiveApi } from '../apis/live-api.js';
import type { Problem } from '../common/problem.js';
import { KeysCache } from '../keys/keys.cache.js';
import type { Decision } from './decision.js';
import type { KnownGate } from './gates/gates.cache.js';
import { type RefusalKind, RefusalsService } from './refusals/refusals.service.js';

/** The methods of HTTP: another one is a stranger's word, and no row is worded by strangers. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];
const OTHER = 'OTHER';
const NOBODY = '-';

/** Counts what was decided: calls for everybody, refusals with their reason. */
@Injectable()
export class DecisionLog {
  private readonly log = new Logger(DecisionLog.name);

  constructor(
    private readonly calls: CallsService,
    private readonly refusals: RefusalsService,
    private readonly keys: KeysCache,
  ) {}

  note(decision: Decision, method: string, gate: KnownGate, api: LiveApi): void {
    const { operation, caller, refusal } = decision;
    const outcome = refusal ? 'refused' : 'allowed';
    if (operation) this.calls.note(api.id, operation.name, caller?.client.id ?? NOBODY, outcome);
    if (refusal) void this.noteRefusal(decision, refusal, method, gate, api).catch(this.warn);
  }

  private async noteRefusal(
    decision: Decision,
    { status, code, detail }: Problem,
    method: string,
    gate: KnownGate,
    api: LiveApi,
  ): Promise<void> {
    const { operation, outcome } = decision;
    this.refusals.note({
      gateId: gate.id,
      api: api.name,
      operation: operation?.name ?? null,
      method: METHODS.includes(method) ? method : OTHER,
      path: operation?.path ?? null,
      status,
      code,
      outcome,
      ...(await this.credentialOf(decision, detail)),
    });
  }

  /** Only what we issued is named: a stranger's text must not become a row. */
  private async credentialOf(
    { credential, caller }: Decision,
    reason: string,
  ): Promise<Pick<RefusalKind, 'appKey' | 'credential' | 'tail' | 'reason'>> {
    if (!credential) return { appKey: null, credential: 'none', tail: null, reason };
    const { token } = credential;
    if (caller) {
      const appKey = caller.client.id;
      const tail = caller.apiKey?.tail ?? token.slice(-4);
      const kind = caller.apiKey ? 'api_key' : caller.personal ? 'personal_token' : 'access_token';
      return { appKey, credential: kind, tail, reason };
    }
    const over = await this.keys.ownerOfEnded(token);
    if (!over) return { appKey: null, credential: 'unknown', tail: null, reason };
    const { appKey, tail, why } = over;
    const said = why === 'expired' ? 'The API key has expired.' : 'The API key was ended.';
    return { appKey, credential: 'api_key', tail, reason: said };
  }

  private readonly warn = (error: unknown) =>
    this.log.warn({ msg: 'A refusal was not counted', err: error });
}
