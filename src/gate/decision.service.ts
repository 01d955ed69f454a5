import { Injectable } from '@nestjs/common';
import type { LiveApi } from '../apis/live-api.js';
import { Clock } from '../common/clock.js';
import { Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { then } from '../oauth/at-once.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { DPOP_ALGORITHMS } from '../oauth/dpop.js';
import { OAuthError } from '../oauth/errors.js';
import type { Verified } from '../oauth/tokens/principal.js';
import { Challenges } from '../operations/challenge.js';
import { type Authentication, type Authority, decide, type Decision } from './decision.js';
import type { Credential } from './presented.js';
import type { Question } from './question.js';

/** What the gate needs to know of an API beside its catalogue entry. */
interface Guarded {
  authority: Authority;
  /** Scheme and host of its address: what a proof names, whatever host a proxy forwards. */
  origin: string;
}

/** Decides about requests to an API, with the tokens that the authorization server knows. */
@Injectable()
export class DecisionService {
  private readonly guarded = new WeakMap<LiveApi, Guarded>();

  constructor(
    private readonly config: Config,
    private readonly server: AuthorizationServer,
    private readonly clock: Clock,
  ) {}

  /** @throws when a token has to be looked up and the database cannot be reached */
  decide(question: Question, api: LiveApi): Decision | Promise<Decision> {
    return decide(question, api, this.of(api).authority, this.clock.now());
  }

  private of(api: LiveApi): Guarded {
    const known = this.guarded.get(api);
    if (known) return known;
    const challenges = new Challenges(this.config.publicUrl, `/gate/${api.name}`);
    const origin = new URL(api.publicUrl).origin;
    const authenticate: Authority['authenticate'] = (credential, { method, path }) =>
      credential.scheme === 'dpop'
        ? this.authenticateBound(credential, { method, url: origin + path }, api, challenges)
        : this.authenticate(credential, api);
    const guarded = { authority: { challenges, authenticate }, origin };
    this.guarded.set(api, guarded);
    return guarded;
  }

  private authenticate(
    { scheme, token }: Credential,
    api: LiveApi,
  ): Verified | undefined | Promise<Verified | undefined> {
    const known = this.server.recall(token) ?? this.server.verify(token);
    return then(known, (verified) => {
      if (!verified || !this.isMeantFor(verified, api)) return undefined;
      // A token that is bound to a key comes with a proof, in the scheme of its own (RFC 9449 §7.1).
      if (verified.keyThumbprint !== undefined) return undefined;
      return scheme === 'key' && !verified.apiKey ? undefined : verified;
    });
  }

  private async authenticateBound(
    { token, proof }: Credential,
    call: { method: string; url: string },
    api: LiveApi,
    challenges: Challenges,
  ): Promise<Authentication> {
    try {
      const verified = await this.server.verifyBound(token, proof, call);
      if (verified && this.isMeantFor(verified, api)) return verified;
      return challenges.invalidProof(DPOP_ALGORITHMS);
    } catch (error) {
      if (error instanceof OAuthError) return challenges.invalidProof(DPOP_ALGORITHMS, error);
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  /** A token made for another API is of no use here (RFC 8707 §2). */
  private isMeantFor({ audience }: Verified, { publicUrl }: LiveApi): boolean {
    return audience === publicUrl || audience === this.config.publicUrl;
  }
}
