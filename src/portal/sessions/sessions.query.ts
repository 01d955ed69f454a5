import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { type Page, pageOfList, type PageQuery } from '../../common/page.js';
import { forbidden } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import type { Caller } from '../../operations/caller.js';
import { TermsService } from '../../pages/terms/terms.service.js';
import { SettingsService } from '../../settings/settings.service.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { PortalSession } from './portal-session.entity.js';
import type { OwnSessionDto, SessionDto } from './sessions.dto.js';

/** Shows people their own portal sessions. */
@Injectable()
export class SessionsQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cache: UsersCache,
    private readonly users: UsersQuery,
    private readonly settings: SettingsService,
    private readonly terms: TermsService,
  ) {}

  /**
   * Who is signed in.
   * @throws Problem 403 `session_required` to a token: what it may know of a person its scopes say
   */
  async current({ personId, sessionId }: Caller): Promise<OwnSessionDto> {
    if (sessionId === undefined)
      throw forbidden('session_required', 'Only a session of the portal knows whose it is.');
    const scopes = (await this.cache.person(personId))?.scope ?? [];
    const mostApps = this.settings.get('app.max_per_user');
    const termsToAccept = await this.terms.toAccept(personId);
    return { ...(await this.users.get(personId)), scopes, mostApps, termsToAccept };
  }

  /** Those that are open, newest first. */
  async list(caller: Caller, query: PageQuery): Promise<Page<SessionDto>> {
    const person = await this.cache.person(caller.personId);
    const rows = person ? await this.open(person.id, person.epoch) : [];
    return pageOfList(
      query,
      rows.map((row) => toDto(row, caller)),
    );
  }

  private async open(userId: string, userEpoch: number): Promise<PortalSession[]> {
    const rows = await this.database.rows.find(PortalSession, {
      where: { userId, userEpoch },
      order: { createdAt: 'DESC' },
    });
    return rows.filter(({ expiresAt }) => expiresAt.getTime() > this.clock.now());
  }
}

function toDto(row: PortalSession, caller: Caller): SessionDto {
  return {
    id: row.id,
    ip: row.ip,
    userAgent: row.userAgent,
    secondFactor: row.secondFactor,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === caller.sessionId,
  };
}
