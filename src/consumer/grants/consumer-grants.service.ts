import { Injectable } from '@nestjs/common';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { Changes } from '../../audit/changes.js';
import { ConsentsStore } from '../../auth/authorize/consents.store.js';
import { selfDescribedName } from '../../auth/clients/document-address.js';
import { GrantsQuery, type ListedGrant } from '../../auth/grants/grants.query.js';
import { GrantsService } from '../../auth/grants/grants.service.js';
import type { Page, PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import type { GrantKind } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';
import type { ActingAppDto, MyGrantDto } from './consumer-grants.dto.js';

/** What somebody else holds on my behalf; personal tokens have a page of their own. */
const KINDS: readonly GrantKind[] = [
  'authorization_code',
  'device_code',
  'password',
  'user_credentials',
  'login',
];

/** What came about by a consent, which goes with it. */
const CONSENTED = ['authorization_code', 'device_code'];

/** Shows people which apps and logins may act for them, and revokes them. */
@Injectable()
export class ConsumerGrantsService {
  constructor(
    private readonly query: GrantsQuery,
    private readonly grants: GrantsService,
    private readonly consents: ConsentsStore,
    private readonly apps: AppsCache,
    private readonly changes: Changes,
    private readonly accounts: AccountsQuery,
  ) {}

  /** Newest first. */
  async list({ personId }: Caller, query: PageQuery): Promise<Page<MyGrantDto>> {
    const found = await this.query.list({ userId: personId, kinds: KINDS, query });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  /** @throws 404, also for a personal token */
  async get(caller: Caller, id: string): Promise<MyGrantDto> {
    const [dto] = await this.toDtos([await this.require(caller, id)]);
    return dto as MyGrantDto;
  }

  /** Revokes the grant and its tokens, from the next request on. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const { kind, clientId } = await this.require(caller, id);
    await this.changes.run(caller, 'consumer.grant.remove', async (tx, about) => {
      // Whoever takes it back is asked again.
      if (CONSENTED.includes(kind)) await this.consents.remove(tx, caller.personId, clientId);
      await this.grants.revoke(tx, id);
      about({ subject: `grant:${id}`, detail: { kind, clientId } });
    });
  }

  private async require({ personId }: Caller, id: string): Promise<ListedGrant> {
    const grant = await this.query.findOwned(id, personId);
    if (!grant || !KINDS.includes(grant.kind)) throw notFound('grant');
    return grant;
  }

  private async toDtos(grants: ListedGrant[]): Promise<MyGrantDto[]> {
    const accounts = await this.accounts.names(grants.map(({ account }) => account));
    return Promise.all(grants.map((grant) => this.toDto(grant, accounts)));
  }

  private async toDto(grant: ListedGrant, accounts: Map<string, string>): Promise<MyGrantDto> {
    const { id, kind, scope, account = null } = grant;
    return {
      id,
      kind,
      app: await this.appOf(grant.clientId),
      scopes: scope,
      account,
      accountName: accounts.get(account ?? '') ?? null,
      createdAt: new Date(grant.createdAt).toISOString(),
      lastUsedAt: new Date(grant.lastUsedAt ?? grant.rotatedAt).toISOString(),
      expiresAt: new Date(grant.expiresAt).toISOString(),
    };
  }

  private async appOf(key: string): Promise<ActingAppDto | null> {
    if (key === BUILT_IN_CLIENT.id) return { key, name: BUILT_IN_CLIENT.name };
    const app = await this.apps.findByKey(key);
    const name = app?.name ?? selfDescribedName(key);
    return name === undefined ? null : { key, name };
  }
}
