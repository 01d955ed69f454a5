import { Injectable } from '@nestjs/common';
import { type Page, pageOfList, type PageQuery } from '../common/page.js';
import { forbidden, notFound } from '../common/problem.js';
import type { Caller } from '../operations/caller.js';
import { SettingsService } from '../settings/settings.service.js';
import { UsersQuery } from '../users/users.query.js';
import { UsersCache } from '../users/users.cache.js';
import type { PortalSession } from './portal-session.entity.js';
import type { OwnSessionDto, SessionDto } from './session.dto.js';
import { SessionsService } from './sessions.service.js';

/** A person's own sessions. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly users: UsersCache,
    private readonly views: UsersQuery,
    private readonly settings: SettingsService,
  ) {}

  /** @throws Problem 403 `session_required` to a token: what it may know of a person its scopes say */
  async whose({ personId, sessionId }: Caller): Promise<OwnSessionDto> {
    if (sessionId === undefined)
      throw forbidden('session_required', 'Only a session of the portal knows whose it is.');
    const scopes = (await this.users.person(personId))?.scope ?? [];
    const mostApps = this.settings.get('app.max_per_user');
    return { ...(await this.views.get(personId)), scopes, mostApps };
  }

  async list(caller: Caller, query: PageQuery): Promise<Page<SessionDto>> {
    const person = await this.users.person(caller.personId);
    const rows = person ? await this.sessions.of(person.id, person.epoch) : [];
    return pageOfList(
      query,
      rows.map((row) => toDto(row, caller)),
    );
  }

  /** @throws Problem 404 when it is not theirs */
  async end(caller: Caller, id: string): Promise<void> {
    if (!(await this.sessions.end(id, caller.personId))) throw notFound('session');
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
