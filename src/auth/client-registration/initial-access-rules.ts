import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { conflict, refuse } from '../../common/problem.js';
import type { StateFault } from '../../common/state-rule.js';
import { aheadFault, readTime } from '../../common/time.js';
import { laterThan } from '../../database/columns.js';
import type { Transaction } from '../../database/transaction.js';
import { covers, IDENTITY_SCOPES, intersect } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { RolesService } from '../../roles/roles.service.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { UsersService } from '../../users/users.service.js';
import { InitialAccessToken } from './initial-access-token.entity.js';
import { type CreateInitialAccessDto, LONGEST_DAYS } from './initial-access.dto.js';
import { CLIENT_CREDENTIALS, CODE, REFRESH } from './registered-grants.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 7;
const MOST_EACH = 100;
const USUAL_GRANTS = [CODE, REFRESH, CLIENT_CREDENTIALS];
/** What administrators do is never done by a program that registered itself. */
const ADMINISTRATION = 'backend';

/** What an initial access token lets a program register for. */
export interface InitialAccess {
  scopes: string[];
  grantTypes: string[];
  uses: number;
}

type Settled = InitialAccess & Pick<InitialAccessToken, 'userId' | 'name' | 'expiresAt'>;

/** Who may make an initial access token, for what, how often and for how long. */
@Injectable()
export class InitialAccessRules implements OnModuleInit {
  constructor(
    private readonly users: UsersService,
    private readonly roles: RolesService,
    private readonly scopes: ScopesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.users.onRemove(async (tx, userId) => {
      await tx.rows.delete(InitialAccessToken, { userId });
    });
  }

  /** @throws 400, 403 `scope_not_held` */
  async settle(caller: Caller, wish: CreateInitialAccessDto): Promise<Settled> {
    const { name, grantTypes = USUAL_GRANTS, uses = 1 } = wish;
    const now = this.clock.now();
    const end = wish.expiresAt === undefined ? now + USUAL_DAYS * DAY_MS : readTime(wish.expiresAt);
    const scopes = wish.scopes ? [...new Set(wish.scopes)] : await this.usual(caller.authority);
    refuse({
      scopes: (await this.scopes.unknownFault(scopes)) ?? administrationFault(scopes),
      expiresAt: aheadFault(end, now, LONGEST_DAYS),
    });
    requireHeld(caller, scopes);
    return {
      userId: caller.personId,
      name: name?.trim() ?? null,
      scopes,
      grantTypes: [...new Set(grantTypes)],
      uses,
      expiresAt: new Date(end),
    };
  }

  /** @throws 409 when the person has as many live ones as anybody needs */
  async checkRoom(tx: Transaction, userId: string): Promise<void> {
    await tx.lock(`initial access:${userId}`);
    const expiresAt = laterThan(this.clock.now());
    if ((await tx.rows.countBy(InitialAccessToken, { userId, expiresAt })) >= MOST_EACH)
      throw conflict(
        'too_many_initial_access_tokens',
        `A person has at most ${MOST_EACH} initial access tokens; end one first.`,
      );
  }

  /**
   * What a program has at most that registers with this token, as its maker's role is now. A row of
   * the version before says nothing, and lets the usual be registered.
   */
  async capOf(row: InitialAccessToken, authority: string[]): Promise<InitialAccess> {
    const { grantTypes, uses } = row;
    const usual = row.scopes ?? (await this.usual(authority));
    const held = intersect(usual, authority).filter((name) => !covers([ADMINISTRATION], name));
    return {
      scopes: [...held, ...usual.filter((name) => IDENTITY_SCOPES.includes(name))],
      grantTypes: grantTypes ?? USUAL_GRANTS,
      uses,
    };
  }

  /** What any developer may have, and no more. */
  async usual(authority: string[]): Promise<string[]> {
    const { scopes } = await this.roles.default();
    const held = intersect(scopes, authority).filter((name) => !covers([ADMINISTRATION], name));
    return [...held, ...IDENTITY_SCOPES];
  }
}

function administrationFault(scopes: string[]): StateFault | undefined {
  const isOne = scopes.some((name) => covers([ADMINISTRATION], name));
  return isOne ? ['administration_scope', 'No program registers itself for backend.'] : undefined;
}
