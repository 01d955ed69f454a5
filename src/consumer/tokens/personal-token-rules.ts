import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { Clock } from '../../common/clock.js';
import { notFound, refuse } from '../../common/problem.js';
import type { StateFault } from '../../common/state-rule.js';
import { aheadFault, readTime } from '../../common/time.js';
import type { Person } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { UsersService } from '../../users/users.service.js';
import { type CreatePersonalTokenDto, LONGEST_DAYS } from './personal-tokens.dto.js';

const DAY_MS = 86_400_000;
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
    private readonly accounts: AccountsCache,
  ) {}

  /** @throws 400, 403 */
  async settle(caller: Caller, wish: CreatePersonalTokenDto): Promise<Settled> {
    const now = this.clock.now();
    const { expiresAt: wanted } = wish;
    const expiresAt = wanted === undefined ? now + USUAL_DAYS * DAY_MS : readTime(wanted);
    const scope = [...new Set(wish.scopes)];
    refuse({
      scopes: await this.scopes.unknownFault(scope),
      accountId: await this.accountFault(caller, wish.accountId),
      expiresAt: aheadFault(expiresAt, now, LONGEST_DAYS),
    });
    requireHeld(caller, scope);
    return { person: await this.person(caller), scope, expiresAt };
  }

  private async accountFault({ personId }: Caller, id?: string): Promise<StateFault | undefined> {
    if (id === undefined || (await this.accounts.mayUse(id, personId))) return undefined;
    return ['unknown_account', 'You have no such account.'];
  }

  private async person({ personId }: Caller): Promise<Person> {
    const person = await this.users.person(personId);
    if (!person) throw notFound('user');
    return person;
  }
}
