import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import type { Verified } from '../../oauth/tokens/principal.js';
import type { Caller } from '../../operations/caller.js';
import { RememberedCallers } from '../../operations/remembered-callers.js';
import { callerOf } from './caller-of.js';

/**
 * passport-http-bearer would also take a token from the query and from a form; we take it from the
 * header alone (RFC 9700 §4.3.2).
 */
class HeaderOnly extends Strategy<never> {
  override authenticate(request: { headers: { authorization?: string } }): void {
    // RFC 9110 §11.4: one or more spaces after the scheme.
    const authorization = request.headers.authorization?.replace(/^bearer +/i, 'Bearer ');
    super.authenticate({ headers: { authorization } } as never);
  }
}

/** Turns a bearer token into the caller. */
@Injectable()
export class BearerStrategy extends PassportStrategy(HeaderOnly, 'bearer') {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly config: Config,
    remembered: RememberedCallers,
  ) {
    super();
    remembered.register((token) => this.callerOf(this.server.recall(token)));
  }

  async validate(token: string): Promise<Caller | false> {
    return this.callerOf(await this.server.verify(token)) ?? false;
  }

  private callerOf(verified: Verified | undefined): Caller | undefined {
    // A token made for another API is none of ours (RFC 8707 §2).
    if (verified?.audience !== this.config.publicUrl) return undefined;
    // One that is bound to a key comes with a proof, in the scheme of its own (RFC 9449 §7.1).
    return verified.keyThumbprint === undefined ? callerOf(verified) : undefined;
  }
}
