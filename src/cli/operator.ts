import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller } from '../operations/caller.js';
import { ScopesService } from '../scopes/scopes.service.js';

/** Whoever can run a command on this machine may do everything; the audit names no person. */
export async function operator(app: NestFastifyApplication): Promise<Caller> {
  return {
    subject: 'operator',
    personId: '',
    clientId: 'gatehouse',
    effectiveScopes: await app.get(ScopesService).rootNames(),
    ownLogin: false,
    secondFactor: false,
  };
}
