import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { DPOP_ALGORITHMS } from '../../oauth/dpop.js';
import { OAuthError } from '../../oauth/errors.js';
import type { Caller } from '../../operations/caller.js';
import { Challenges } from '../../operations/challenge.js';
import { callerOf } from './caller-of.js';

interface BoundRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Turns a token that is bound to a key, with the proof of that key, into the caller (RFC 9449 §7). */
@Injectable()
export class DpopStrategy {
  private readonly challenges: Challenges;

  constructor(
    private readonly config: Config,
    private readonly server: AuthorizationServer,
  ) {
    this.challenges = new Challenges(config.publicUrl);
    passport.use('dpop', new Dpop((request) => this.callerOf(request)));
  }

  /** @throws Problem 401 with the challenge of the DPoP scheme; nobody for another scheme */
  async callerOf({ method, url, headers }: BoundRequest): Promise<Caller | undefined> {
    const [, token] = /^dpop +(\S+) *$/i.exec(String(headers.authorization ?? '')) ?? [];
    if (token === undefined) return undefined;
    // The path as it was sent, below our own name: never the Host header.
    const [path = ''] = url.split('?');
    const call = { method, url: this.config.publicUrl + path };
    try {
      const proof = headers.dpop as string | undefined;
      const verified = await this.server.verifyBound(token, proof, call);
      if (verified?.audience === this.config.publicUrl) return callerOf(verified);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      throw this.challenges.invalidProof(DPOP_ALGORITHMS, error);
    }
    throw this.challenges.invalidProof(DPOP_ALGORITHMS);
  }
}

/** Passport's way of asking. */
class Dpop extends passport.Strategy {
  constructor(private readonly callerOf: (request: BoundRequest) => Promise<Caller | undefined>) {
    super();
  }

  override authenticate(request: BoundRequest): void {
    this.callerOf(request).then(
      (caller) => (caller ? this.success(caller) : this.fail(401)),
      (error: unknown) => this.error(error),
    );
  }
}
