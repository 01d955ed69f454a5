import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import type { Caller } from '../operations/caller.js';
import { callerOf } from './caller-of.js';

/**
 * passport-http-bearer would also take a token from the query and from a form; we take it from the
 * header alone (RFC 9700 §4.3.2).
 */
class HeaderOnly extends Strategy<never> {
  override authenticate(request: { headers: { authorization?: string } }): void {
    const { authorization } = request.headers;
    super.authenticate({ headers: { authorization } } as never);
  }
}

/** Turns a bearer token into the caller. */
@Injectable()
export class BearerStrategy extends PassportStrategy(HeaderOnly, 'bearer') {
  constructor(private readonly server: AuthorizationServer) {
    super();
  }

  async validate(token: string): Promise<Caller | false> {
    const verified = await this.server.verify(token);
    return verified ? callerOf(verified) : false;
  }
}
