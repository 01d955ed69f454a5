import { Injectable } from '@nestjs/common';
import { type Page, pageOfList } from '../../common/page.js';
import { covers, IDENTITY_SCOPES } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { ScopesQuery } from '../../scopes/scopes.query.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import type { GrantableScopeDto, GrantableScopeQuery } from './consumer-scopes.dto.js';

/** These need no role (OpenID Connect Core §5.4 and §11). */
const IDENTITY = [
  { name: 'email', description: 'Read the person’s e-mail address.', generated: true },
  { name: 'offline_access', description: 'Go on while the person is away.', generated: true },
  { name: 'openid', description: 'Know who the person is.', generated: true },
  { name: 'profile', description: 'Read the person’s name.', generated: true },
];
/** Far more than there are; they are filtered by what the caller holds, and cut afterwards. */
const ALL = 100_000;
const REASON = 'Your role, or the token that you use, does not hold it.';

/** Lists the scopes that a person may give to their apps. */
@Injectable()
export class ConsumerScopesService {
  constructor(
    private readonly query: ScopesQuery,
    private readonly scopes: ScopesService,
  ) {}

  /** By name. */
  async list(caller: Caller, query: GrantableScopeQuery): Promise<Page<GrantableScopeDto>> {
    if (query.search) return pageOfList(query, await this.search(caller, query));
    const names = [...(await this.scopes.names()), ...IDENTITY.map(({ name }) => name)].sort();
    const page = pageOfList(
      query,
      names.filter((name) => query.all === 'true' || isGrantable(caller, name)),
    );
    const shown = await this.query.descriptions(page.entry);
    const known = new Map([...shown.values(), ...IDENTITY].map((scope) => [scope.name, scope]));
    const entry = page.entry.flatMap((name) => known.get(name) ?? []);
    return { ...page, entry: entry.map((scope) => toDto(scope, isGrantable(caller, scope.name))) };
  }

  private async search(caller: Caller, query: GrantableScopeQuery): Promise<GrantableScopeDto[]> {
    const { search = '' } = query;
    const found = await this.query.list({ startIndex: 0, count: ALL, search });
    return [...found.entry, ...IDENTITY.filter((scope) => matches(scope, search))]
      .map((scope) => toDto(scope, isGrantable(caller, scope.name)))
      .filter((scope) => query.all === 'true' || scope.grantable)
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}

function isGrantable({ effectiveScopes }: Caller, name: string): boolean {
  return IDENTITY_SCOPES.includes(name) || covers(effectiveScopes, name);
}

function toDto(
  { name, description, generated }: Pick<GrantableScopeDto, 'name' | 'description' | 'generated'>,
  grantable: boolean,
): GrantableScopeDto {
  return { name, description, generated, grantable, ...(!grantable && { reason: REASON }) };
}

function matches(
  { name, description }: { name: string; description: string },
  search: string,
): boolean {
  return `${name}\n${description}`.toLowerCase().includes(search.toLowerCase());
}
