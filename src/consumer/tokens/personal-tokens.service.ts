import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { Changes } from '../../audit/changes.js';
import { GrantsQuery, type ListedGrant } from '../../auth/grants/grants.query.js';
import { GrantsService } from '../../auth/grants/grants.service.js';
import { Clock } from '../../common/clock.js';
import type { Page, PageQuery } from '../../common/page.js';
import { notFound, refuse } from '../../common/problem.js';
import type { StateFault } from '../../common/state-rule.js';
import { aheadFault, readTime } from '../../common/time.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { Notices } from '../../users/mail/notices.js';
import { UsersCache } from '../../users/users.cache.js';
import {
  type CreatePersonalTokenDto,
  LONGEST_DAYS,
  type PersonalTokenWithSecretDto,
  type PersonalTokenDto,
} from './personal-tokens.dto.js';

const KIND = 'personal';
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

/** Issues people's own access tokens, each with a name, some scopes and an end. */
@Injectable()
export class PersonalTokensService {
  constructor(
    private readonly query: GrantsQuery,
    private readonly grants: GrantsService,
    private readonly server: AuthorizationServer,
    private readonly scopes: ScopesService,
    private readonly users: UsersCache,
    private readonly accounts: AccountsCache,
    private readonly accountNames: AccountsQuery,
    private readonly changes: Changes,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list({ personId }: Caller, query: PageQuery): Promise<Page<PersonalTokenDto>> {
    const found = await this.query.list({ userId: personId, kinds: [KIND], query });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  /** @throws 404 */
  async get(caller: Caller, id: string): Promise<PersonalTokenDto> {
    const [dto] = await this.toDtos([await this.require(caller, id)]);
    return dto as PersonalTokenDto;
  }

  /** @throws 400, 403 `scope_not_held` */
  async create(caller: Caller, body: CreatePersonalTokenDto): Promise<PersonalTokenWithSecretDto> {
    const { name, accountId: account } = body;
    const scope = [...new Set(body.scopes)];
    const expiresAt = await this.requireAllowed(caller, { ...body, scopes: scope });
    const person = await this.users.person(caller.personId);
    if (!person) throw notFound('user');
    const { grant, token } = this.server.personalToken(person, { name, scope, account, expiresAt });
    await this.changes.run(caller, 'consumer.token.create', async (tx, about) => {
      await this.grants.start(tx, grant);
      const detail = { name, scopes: scope, accountId: account };
      about({ subject: `grant:${grant.id}`, detail });
    });
    this.notices.tell('personal_token_made', person.id);
    const until = new Date(expiresAt).toISOString();
    const accountId = account ?? null;
    return { id: grant.id, token, name, scopes: scope, accountId, expiresAt: until };
  }

  /** Revokes the token: it is refused from the next request on. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const { name } = await this.require(caller, id);
    await this.changes.run(caller, 'consumer.token.remove', async (tx, about) => {
      await this.grants.revoke(tx, id);
      about({ subject: `grant:${id}`, detail: { name } });
    });
  }

  /**
   * Checks scopes, account and end.
   * @returns when the token ends, in milliseconds since 1970
   * @throws 400, 403 `scope_not_held`
   */
  private async requireAllowed(
    caller: Caller,
    { scopes, accountId, expiresAt: until }: CreatePersonalTokenDto,
  ): Promise<number> {
    const now = this.clock.now();
    const expiresAt = until === undefined ? now + DEFAULT_DAYS * DAY_MS : readTime(until);
    refuse({
      scopes: await this.scopes.unknownFault(scopes),
      accountId: await this.accountFault(caller, accountId),
      expiresAt: aheadFault(expiresAt, now, LONGEST_DAYS),
    });
    requireHeld(caller, scopes);
    return expiresAt;
  }

  private async accountFault({ personId }: Caller, id?: string): Promise<StateFault | undefined> {
    if (id === undefined || (await this.accounts.mayUse(id, personId))) return undefined;
    return ['unknown_account', 'You have no such account.'];
  }

  private async toDtos(grants: ListedGrant[]): Promise<PersonalTokenDto[]> {
    const accounts = await this.accountNames.names(grants.map(({ account }) => account));
    return grants.map((grant) => toDto(grant, accounts.get(grant.account ?? '') ?? null));
  }

  private async require({ personId }: Caller, id: string): Promise<ListedGrant> {
    const grant = await this.query.findOwned(id, personId);
    if (grant?.kind !== KIND) throw notFound('token');
    return grant;
  }
}

function toDto(grant: ListedGrant, accountName: string | null): PersonalTokenDto {
  return {
    id: grant.id,
    name: grant.name ?? '',
    scopes: grant.scope,
    accountId: grant.account ?? null,
    accountName,
    createdAt: new Date(grant.createdAt).toISOString(),
    lastUsedAt: new Date(grant.lastUsedAt ?? grant.rotatedAt).toISOString(),
    expiresAt: new Date(grant.expiresAt).toISOString(),
  };
}
