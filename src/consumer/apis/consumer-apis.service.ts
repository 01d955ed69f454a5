import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Api } from '../../apis/api.entity.js';
import { ApisCache } from '../../apis/apis.cache.js';
import { ApisQuery } from '../../apis/apis.query.js';
import { operationsIn } from '../../apis/apis.rules.js';
import { filterDocument } from '../../apis/document/filter-document.js';
import type { OpenApiDocument } from '../../apis/document/read-document.js';
import { opens } from '../../apis/imports/consequences.js';
import type { LiveApi, LiveOperation } from '../../apis/live-api.js';
import { toDto } from '../../apis/operations/imported-operation.dto.js';
import { type Page, type PageQuery, pageOfList } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import type { ConsumerApi, ConsumerApiWithOperations } from './consumer-apis.dto.js';

/** Characters of documents that are kept ready. */
const MOST_KEPT = 32 * 1024 * 1024;

/**
 * Shows developers the APIs that their role opens, wholly or in part. It is the role that counts, and
 * not the token: what a token may do is narrower, and there are few roles.
 */
@Injectable()
export class ConsumerApisService {
  private readonly kept = new LRUCache<string, string>({
    maxSize: MOST_KEPT,
    sizeCalculation: (text) => text.length + 1,
  });

  constructor(
    private readonly query: ApisQuery,
    private readonly cache: ApisCache,
    private readonly users: UsersCache,
  ) {}

  /** By name. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ConsumerApi>> {
    const scopes = await this.scopesOf(caller);
    const shown: ConsumerApi[] = [];
    for (const api of await this.query.all()) {
      const live = matches(api, query.search) && (await this.cache.find(api.name));
      const operationCount = live ? visibleIn(live, scopes).length : 0;
      if (operationCount > 0) shown.push({ ...headOf(api), operationCount });
    }
    return pageOfList(query, shown);
  }

  /** @throws Problem 404 when the role opens nothing of it */
  async get(caller: Caller, name: string): Promise<ConsumerApiWithOperations> {
    const { visible } = await this.visible(caller, name);
    const needs = new Map(visible.map((each) => [each.name, each.public ? [] : each.needs]));
    const whole = await this.query.whole(name);
    if (!whole) throw notFound('api');
    const operations = whole.operations.flatMap((row) => {
      const { name: operation, method, path, summary, access, scopes } = toDto(row);
      const open = needs.get(operation);
      return open ? { name: operation, method, path, summary, access, scopes, needs: open } : [];
    });
    return { ...headOf(whole.api), operationCount: operations.length, operations };
  }

  /** The OpenAPI document of what the role opens, as JSON. @throws Problem 404 */
  async document(caller: Caller, name: string): Promise<string> {
    const { api, visible } = await this.visible(caller, name);
    const { basePath, publicUrl } = api;
    const base = basePath === '/' ? '' : basePath;
    const places = new Set(visible.map(({ method, path }) => `${method} ${path}`));
    const text = await this.query.document(api.id);
    if (text === undefined) throw notFound('document');
    const what = [text, publicUrl, base, ...[...places].sort()].join('\n');
    const digest = createHash('sha256').update(what).digest('base64');
    const ready = this.kept.get(digest);
    if (ready !== undefined) return ready;
    const filtered = JSON.stringify(
      filterDocument(JSON.parse(text) as OpenApiDocument, {
        mayCall: (method, template) => places.has(`${method} ${base}${template}`),
        server: publicUrl.replace(/\/$/, '') + base,
      }),
    );
    this.kept.set(digest, filtered);
    return filtered;
  }

  private async visible(caller: Caller, name: string) {
    const api = await this.cache.find(name);
    const visible = api ? visibleIn(api, await this.scopesOf(caller)) : [];
    if (!api || visible.length === 0) throw notFound('api');
    return { api, visible };
  }

  private async scopesOf({ personId, effectiveScopes }: Caller): Promise<readonly string[]> {
    return (await this.users.find(personId))?.scopes ?? effectiveScopes;
  }
}

function visibleIn(api: LiveApi, scopes: readonly string[]): LiveOperation[] {
  return operationsIn(api).filter((each) => each.public || opens(scopes, each.needs));
}

function headOf({ name, title, publicUrl, basePath, keyHeader }: Api) {
  return { name, title, publicUrl, basePath, keyHeader };
}

function matches({ name, title }: Api, search = ''): boolean {
  return `${name}\n${title}`.toLowerCase().includes(search.toLowerCase());
}
