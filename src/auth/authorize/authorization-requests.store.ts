import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { laterThan } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { Sweeper } from '../../database/sweeper.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuthorizationRequest, PushedRequests } from '../../oauth/interactive-ports.js';
import { createIdentifier, isWellFormed } from '../../common/identifiers.js';
import { AuthorizationRequestRow } from './authorization-request.entity.js';

/** How long a person may take to decide. */
const DECISION_MS = 600_000;
const REQUEST_ID = 'req_';

/** Authorization requests: pushed ones, and those that wait for a person. */
@Injectable()
export class AuthorizationRequestsStore implements PushedRequests {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(AuthorizationRequestRow, 'expiresAt', 0);
  }

  push(request: AuthorizationRequest, lifetimeMs: number): Promise<string> {
    return this.insert(request, 'pushed', lifetimeMs);
  }

  /** Keeps a request until a person decides; its id is the address of the consent page. */
  wait(request: AuthorizationRequest): Promise<string> {
    return this.insert(request, 'waiting', DECISION_MS);
  }

  take(id: string, clientId: string): Promise<AuthorizationRequest | undefined> {
    return this.work.run(async (tx) => {
      const there = this.pushed(id, clientId);
      const row = await tx.rows.findOneBy(AuthorizationRequestRow, there);
      const { affected } = await tx.rows.delete(AuthorizationRequestRow, there);
      return affected === 1 ? row?.request : undefined;
    });
  }

  async look(id: string, clientId: string): Promise<AuthorizationRequest | undefined> {
    const there = this.pushed(id, clientId);
    return (await this.database.rows.findOneBy(AuthorizationRequestRow, there))?.request;
  }

  /** The waiting request, if this session opened it first or opens it now. */
  async open(id: string, sessionId: string): Promise<AuthorizationRequestRow | undefined> {
    await this.work.run((tx) =>
      tx.rows.update(
        AuthorizationRequestRow,
        { id, state: 'waiting', sessionId: IsNull() },
        { sessionId },
      ),
    );
    const waiting = { id, sessionId, state: 'waiting' as const, expiresAt: this.unexpired() };
    return (await this.database.rows.findOneBy(AuthorizationRequestRow, waiting)) ?? undefined;
  }

  /** The waiting request, whoever asks: to tell what it needs before a session owns it. */
  async peek(id: string): Promise<AuthorizationRequestRow | undefined> {
    if (!isWellFormed(id, REQUEST_ID)) return undefined;
    const waiting = { id, state: 'waiting' as const, expiresAt: this.unexpired() };
    return (await this.database.rows.findOneBy(AuthorizationRequestRow, waiting)) ?? undefined;
  }

  /** Ends the waiting; yes for exactly one caller. */
  async decide(id: string, sessionId: string): Promise<boolean> {
    const waiting = { id, sessionId, state: 'waiting' as const, expiresAt: this.unexpired() };
    const { affected } = await this.work.run((tx) =>
      tx.rows.update(AuthorizationRequestRow, waiting, { state: 'decided' }),
    );
    return affected === 1;
  }

  /** Lets another session decide what this one has opened: its person has signed out. */
  async release(sessionId: string): Promise<void> {
    await this.work.run((tx) =>
      tx.rows.update(AuthorizationRequestRow, { sessionId, state: 'waiting' }, { sessionId: null }),
    );
  }

  private pushed(id: string, clientId: string) {
    return { id, clientId, state: 'pushed' as const, expiresAt: this.unexpired() };
  }

  private unexpired() {
    return laterThan(this.clock.now());
  }

  private async insert(
    request: AuthorizationRequest,
    state: AuthorizationRequestRow['state'],
    lifetimeMs: number,
  ): Promise<string> {
    const now = this.clock.now();
    const id = createIdentifier(REQUEST_ID, now);
    const { clientId } = request;
    const times = { createdAt: new Date(now), expiresAt: new Date(now + lifetimeMs) };
    await this.work.run((tx) =>
      tx.rows.insert(AuthorizationRequestRow, {
        id,
        clientId,
        request: request as never,
        state,
        sessionId: null,
        ...times,
      }),
    );
    return id;
  }
}
