import { Injectable } from '@nestjs/common';
import { type Page, pageOfList } from '../../common/page.js';
import { covers } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { ScopesQuery } from '../../scopes/scopes.query.js';
import type { GrantableScopeDto, GrantableScopeQuery } from './consumer-scopes.dto.js';

/** These need no role (OpenID Connect Core §5.4 and §11). */
const IDENTITY = [
  { name: 'email', description: 'Read the person’s e-mail address.' },
  { name: 'offline_access', description: 'Go on while the person is away.' },
  { name: 'openid', description: 'Know who the person is.' },
  { name: 'profile', description: 'Read the person’s name.' },
];
/** Far more than there are; they are filtered by what the caller holds, and cut afterwards. */
const ALL = 100_000;
const REASON = 'Your role, or the token that you use, does not hold it.';

/** Lists the scopes that a person may give to their apps. */
@Injectable()
export class ConsumerScopesService {
  constructor(private readonly scopes: ScopesQuery) {}

  /** By name. */
  async list(caller: Caller, query: GrantableScopeQuery): Promise<Page<GrantableScopeDto>> {
    const all = await this.scopes.list({ startIndex: 0, count: ALL });
    const shown = all.entry
      .map((scope) => toDto(scope, covers(caller.effectiveScopes, scope.name)))
      .concat(IDENTITY.map((scope) => toDto({ ...scope, generated: true }, true)))
      .filter((scope) => (query.all === 'true' || scope.grantable) && matches(scope, query.search))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
    return pageOfList(query, shown);
  }
}

function toDto(
  { name, description, generated }: Pick<GrantableScopeDto, 'name' | 'description' | 'generated'>,
  grantable: boolean,
): GrantableScopeDto {
  return { name, description, generated, grantable, ...(!grantable && { reason: REASON }) };
}

function matches({ name, description }: GrantableScopeDto, search = ''): boolean {
  return `${name}\n${description}`.toLowerCase().includes(search.toLowerCase());
}
