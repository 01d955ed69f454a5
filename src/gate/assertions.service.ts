import { Injectable } from '@nestjs/common';
import type { LiveApi } from '../apis/live-api.js';
import { Clock } from '../common/clock.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import type { Verified } from '../oauth/tokens/principal.js';
import { type Decision, scopesOf } from './decision.js';

/** Seconds for which an assertion is good. */
const LIFETIME = 60;
/** Seconds for which one is given again: what is left is enough for the way to the API. */
const REUSED = 30;
/** Operations of one caller whose assertions are remembered. */
const MOST_REMEMBERED = 50;

interface Assertion {
  text: string;
  issuedAt: number;
}

/** Tells an API who calls, by a signed token; the same caller gets the same one for a while. */
@Injectable()
export class AssertionsService {
  private readonly remembered = new WeakMap<Verified, Map<string, Assertion>>();

  constructor(
    private readonly server: AuthorizationServer,
    private readonly clock: Clock,
  ) {}

  /** Nothing where the API wants none, or nobody calls. */
  of(decision: Decision, api: LiveApi): string | undefined {
    const { caller, operation, outcome } = decision;
    if (!api.assertion || !caller || !operation || outcome === 'refuse') return undefined;
    const now = Math.floor(this.clock.now() / 1000);
    const known = this.remembered.get(caller) ?? new Map<string, Assertion>();
    this.remembered.set(caller, known);
    const name = `${api.publicUrl} ${operation.name}`;
    const last = known.get(name);
    if (last && now - last.issuedAt < REUSED) return last.text;
    const text = this.server.assert({
      aud: api.publicUrl,
      sub: caller.subject,
      client_id: caller.client.id,
      scope: scopesOf(operation).join(' '),
      operation: operation.name,
      ...(caller.account && { account: caller.account }),
      iat: now,
      exp: now + LIFETIME,
    });
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, { text, issuedAt: now });
    return text;
  }
}
