import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { forbidden, invalid } from '../../common/problem.js';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import { GrantsService } from '../stores/grants.service.js';
import { InitialAccessToken } from '../stores/initial-access-token.entity.js';
import type { CreateInitialAccessDto } from './initial-access.dto.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 365;
const USUAL_DAYS = 7;

/** Who may make an initial access token, and for how long. */
@Injectable()
export class InitialAccessRules implements OnModuleInit {
  constructor(
    private readonly users: UsersService,
    private readonly grants: GrantsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.users.onRemove(async (tx, userId) => {
      await tx.rows.delete(InitialAccessToken, { userId });
    });
  }

  /** @throws 400, 403 `login_needed` */
  async settle(caller: Caller, { expiresAt }: CreateInitialAccessDto) {
    return { userId: await this.person(caller), expiresAt: new Date(this.end(expiresAt)) };
  }

  /**
   * Only a login makes one: an app or a personal token has some of the person's scopes, and could
   * register an app that has all of them.
   */
  private async person({ userId, clientId, account, grantId }: Caller): Promise<string> {
    const isOwn = userId !== undefined && clientId === BUILT_IN_CLIENT.id && !account;
    const grant = isOwn && grantId ? await this.grants.findOwned(grantId, userId) : undefined;
    if (!isOwn || grant?.kind === 'personal')
      throw forbidden('login_needed', 'Initial access tokens are made from a login of your own.');
    return userId;
  }

  private end(wanted: string | undefined): number {
    const now = this.clock.now();
    const end = wanted === undefined ? now + USUAL_DAYS * DAY_MS : Date.parse(wanted);
    if (!(end > now)) throw invalid('expiresAt', 'expiresAt must be in the future.');
    if (end > now + LONGEST_DAYS * DAY_MS)
      throw invalid('expiresAt', `expiresAt is at most ${LONGEST_DAYS} days ahead.`);
    return end;
  }
}
