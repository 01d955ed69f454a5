import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { forbidden, invalid, notFound } from '../common/problem.js';
import { readTime } from '../common/time.js';
import type { Person } from '../oauth/ports.js';
import { IDENTITY_SCOPES, uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { UsersService } from '../users/users.service.js';
import type { CreatePersonalTokenDto } from './personal-tokens.dto.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 365;
const USUAL_DAYS = 30;

/** What a personal token will be. */
interface Settled {
  person: Person;
  scope: string[];
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Who may make a personal token, with which scopes and for how long. */
@Injectable()
export class PersonalTokenRules {
  constructor(
    private readonly scopes: ScopesService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** @throws 400, 403 */
  async settle(caller: Caller, wish: CreatePersonalTokenDto): Promise<Settled> {
    const expiresAt = this.end(wish.expiresAt);
    const scope = [...new Set(wish.scopes)];
    await this.scopes.requireKnown(scope, 'scopes');
    const needARole = scope.filter((name) => !IDENTITY_SCOPES.includes(name));
    const lacking = uncovered(caller.authority, needARole);
    if (lacking.length > 0)
      throw forbidden(
        'scope_not_held',
        `You do not hold ${lacking.slice(0, 5).join(', ')} yourself.`,
      );
    return { person: await this.person(caller), scope, expiresAt };
  }

  private async person({ personId }: Caller): Promise<Person> {
    const person = await this.users.person(personId);
    if (!person) throw notFound('user');
    return person;
  }

  private end(expiresAt: string | undefined): number {
    const now = this.clock.now();
    const end = expiresAt === undefined ? now + USUAL_DAYS * DAY_MS : readTime(expiresAt);
    if (!(end > now)) throw invalid('expiresAt', 'in_the_past', 'expiresAt must be in the future.');
    if (end > now + LONGEST_DAYS * DAY_MS)
      throw invalid('expiresAt', 'too_late', `expiresAt is at most ${LONGEST_DAYS} days ahead.`);
    return end;
  }
}
