import { Injectable, Logger } from '@nestjs/common';
import { CallsService } from '../apis/calls/calls.service.js';
import type { LiveApi } from '../apis/live-api.js';
import type { Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { KeysCache } from '../keys/keys.cache.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import type { OverToken } from '../oauth/tokens/verify.js';
import type { Decision } from './decision.js';
import type { Credential } from './presented.js';
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
    private readonly server: AuthorizationServer,
    private readonly config: Config,
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
      ...(await this.credentialOf(decision, detail, api)),
    });
  }

  /** Only what we issued is named: a stranger's text must not become a row. */
  private async credentialOf(
    { credential, caller }: Decision,
    reason: string,
    api: LiveApi,
  ): Promise<Pick<RefusalKind, 'appKey' | 'credential' | 'tail' | 'reason'>> {
    if (!credential) return { appKey: null, credential: 'none', tail: null, reason };
    const { token, scheme } = credential;
    if (caller) {
      const appKey = caller.client.id;
      const tail = caller.apiKey?.tail ?? token.slice(-4);
      const kind = caller.apiKey ? 'api_key' : caller.personal ? 'personal_token' : 'access_token';
      return { appKey, credential: kind, tail, reason };
    }
    const ofToken = this.server.over(token);
    if (ofToken) {
      const said = reasonOf(ofToken, scheme, this.config.publicUrl, api) ?? reason;
      const tail = token.slice(-4);
      return { appKey: ofToken.clientId, credential: 'access_token', tail, reason: said };
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

/** Why a token that we made is refused here, in words for its owner; nothing when the refusal says it. */
function reasonOf(
  { audience, isExpired, isBound }: OverToken,
  scheme: Credential['scheme'],
  publicUrl: string,
  api: LiveApi,
): string | undefined {
  if (isExpired) return 'The access token has expired.';
  if (audience !== publicUrl && audience !== api.publicUrl)
    return 'The access token was made for another API.';
  if (scheme === 'key') return 'The key header takes API keys alone.';
  if (isBound && scheme === 'bearer') return 'The access token needs a proof of its key (DPoP).';
  return isBound ? undefined : 'The access token was revoked, or its app or user may not act any more.'; // prettier-ignore
}
