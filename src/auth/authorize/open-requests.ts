import { Injectable } from '@nestjs/common';
import { forbidden, notFound, Problem } from '../../common/problem.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import type { Client, Person } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import type { AuthorizationRequestRow } from './authorization-request.entity.js';
import { AuthorizationRequestsStore } from './authorization-requests.store.js';
import { ClientsStore } from '../clients/clients.store.js';
import { isStillIts, mustSignInAgain } from './authorize.rules.js';

/** A request that waits for this person's decision. */
export interface OpenRequest {
  id: string;
  request: AuthorizationRequest;
  client: Client;
  person: Person;
  sessionId: string;
  /** Seconds since 1970: when the person proved who they are. */
  authTime: number;
}

/** Requests that wait for a decision; the first portal session that opens one owns it. */
@Injectable()
export class OpenRequests {
  constructor(
    private readonly store: AuthorizationRequestsStore,
    private readonly clients: ClientsStore,
    private readonly users: UsersCache,
  ) {}

  /**
   * @param own whether the session owns the request from now on
   * @throws Problem 403 without a portal session, 401 `login_required` when the app wants a fresh
   * sign-in or somebody else, 403 `person_not_expected` when somebody else signed in even so, 404 when
   * it is over or another session's
   */
  async open(
    id: string,
    { sessionId, userId, signedInAt }: Caller,
    own = true,
  ): Promise<OpenRequest> {
    if (!sessionId || !userId || signedInAt === undefined)
      throw forbidden('session_required', 'Only a person in the portal can decide this.');
    const waiting = await this.store.peek(id);
    if (!waiting) throw notFound('request');
    const askedAt = waiting.createdAt.getTime();
    const isExpected = (waiting.request.subject ?? userId) === userId;
    if (!isExpected && signedInAt >= askedAt)
      throw forbidden('person_not_expected', 'The app expects somebody else: sign in as them.');
    if (!isExpected || mustSignInAgain(waiting.request, signedInAt, askedAt))
      throw new Problem(401, 'login_required', 'Please sign in again; the app asks for it.');
    const row = own ? await this.store.open(id, sessionId) : freeFor(sessionId, waiting);
    const client = row && (await this.clients.find(row.clientId));
    const person = await this.users.person(userId);
    if (!row || !client || !person || !isStillIts(client, row.request)) throw notFound('request');
    const authTime = Math.floor(signedInAt / 1000);
    return { id, request: row.request, client, person, sessionId, authTime };
  }

  /** @throws Problem 404 when the decision was made already, or time is up */
  async settle({ id, sessionId }: OpenRequest): Promise<void> {
    if (!(await this.store.decide(id, sessionId))) throw notFound('request');
  }
}

/** The request, unless another session owns it. */
function freeFor(sessionId: string, row: AuthorizationRequestRow) {
  return row.sessionId === null || row.sessionId === sessionId ? row : undefined;
}
