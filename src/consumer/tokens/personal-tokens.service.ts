import { Injectable } from '@nestjs/common';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { Changes } from '../../audit/changes.js';
import { GrantsService, type ListedGrant } from '../../auth/grants/grants.service.js';
import type { Page, PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { PersonalTokenRules } from './personal-token-rules.js';
import type {
  CreatePersonalTokenDto,
  NewPersonalTokenDto,
  PersonalTokenDto,
} from './personal-tokens.dto.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { Notices } from '../../users/mail/notices.js';

const KIND = 'personal';

/** The access tokens that people make for themselves, each with a name, some scopes and an end. */
@Injectable()
export class PersonalTokensService {
  constructor(
    private readonly grants: GrantsService,
    private readonly server: AuthorizationServer,
    private readonly rules: PersonalTokenRules,
    private readonly changes: Changes,
    private readonly accounts: AccountsQuery,
    private readonly notices: Notices,
  ) {}

  /** Newest first. */
  async list({ personId }: Caller, query: PageQuery): Promise<Page<PersonalTokenDto>> {
    const found = await this.grants.list({ userId: personId, kinds: [KIND], query });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  /** @throws 404 */
  async get(caller: Caller, id: string): Promise<PersonalTokenDto> {
    const [dto] = await this.toDtos([await this.require(caller, id)]);
    return dto as PersonalTokenDto;
  }

  /** @throws 400, 403 `scope_not_held` */
  async create(caller: Caller, wish: CreatePersonalTokenDto): Promise<NewPersonalTokenDto> {
    const { person, scope, expiresAt } = await this.rules.settle(caller, wish);
    const { name, accountId: account } = wish;
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

  /** The token is refused from the next request on. */
  async end(caller: Caller, id: string): Promise<void> {
    const { name } = await this.require(caller, id);
    await this.changes.run(caller, 'consumer.token.remove', async (tx, about) => {
      await this.grants.end(tx, id);
      about({ subject: `grant:${id}`, detail: { name } });
    });
  }

  private async toDtos(grants: ListedGrant[]): Promise<PersonalTokenDto[]> {
    const accounts = await this.accounts.names(grants.map(({ account }) => account));
    return grants.map((grant) => toDto(grant, accounts.get(grant.account ?? '') ?? null));
  }

  private async require({ personId }: Caller, id: string): Promise<ListedGrant> {
    const grant = await this.grants.findOwned(id, personId);
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
