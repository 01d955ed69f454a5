import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { Clock } from '../common/clock.js';
import { entityTagOf } from '../common/entity-tag.js';
import { likePattern, type Page, page, pageOfList } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { type Sorted, sortRows } from '../database/sort-rows.js';
import { ScopesOfRoles } from '../operations/scopes-of-roles.js';
import { type API_ORDERS, type ApiDto, type ApiListQuery, type Counted, toDto } from './api.dto.js';
import { Api, ApiDocument, ImportedOperation, stateOf } from './api.entity.js';
import { ConsequencesService } from './imports/consequences.service.js';
import type { ApiConsequences } from './imports/import.dto.js';
import {
  type OPERATION_ORDERS,
  type ImportedOperationDto,
  type ImportedOperationQuery,
  toDto as toOperationDto,
} from './operations/imported-operation.dto.js';

/** There are so few that they need no index. */
const IMPORTED = 'COALESCE(api.importedAt, 0)';
const ORDERS: Record<(typeof API_ORDERS)[number], Sorted> = {
  name: { by: ['api.name'], unindexed: 'api.name' },
  imported: { by: [IMPORTED, 'api.id'], unindexed: IMPORTED },
  created: { by: ['api.id'], unindexed: 'api.id' },
};
const OPERATIONS: Record<(typeof OPERATION_ORDERS)[number], Sorted> = {
  name: { by: ['operation.name'], unindexed: 'operation.name' },
  path: { by: ['operation.path', 'operation.name'], unindexed: 'operation.path' },
};

/** Shows imported APIs and their operations as answers do. */
@Injectable()
export class ApisQuery {
  constructor(
    private readonly database: Database,
    private readonly consequences: ConsequencesService,
    private readonly roles: ScopesOfRoles,
    private readonly clock: Clock,
    names: AuditNames,
  ) {
    names.of('api', (ids) => this.namesOf(ids));
  }

  /** By name, unless they are sorted. */
  async list(query: ApiListQuery): Promise<Page<ApiDto>> {
    const apis = this.database.query(Api, 'api').where('1 = 1');
    if (query.observed) apis.andWhere('api.observeUntil > :now', { now: this.clock.now() });
    const operations = apis.subQuery().select('1').from(ImportedOperation, 'o');
    operations.where('o.apiId = api.id');
    if (query.empty) apis.andWhere(`NOT EXISTS ${operations.getQuery()}`);
    if (query.open) apis.andWhere(`EXISTS ${operations.andWhere('o.public').getQuery()}`);
    if (query.search)
      apis.andWhere("(LOWER(api.name) LIKE :pattern ESCAPE '!' OR LOWER(api.title) LIKE :pattern ESCAPE '!')", { pattern: likePattern(query.search) }); // prettier-ignore
    sortRows(apis, query.sort ?? 'name', ORDERS, false);
    const [rows, total] = await cutPage(apis, query);
    const counts = await this.countsOf(rows.map(({ id }) => id));
    return page(query, [rows.map((row) => toDto(row, counts.get(row.id) ?? NONE)), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<ApiDto> {
    return this.view(await this.find(id));
  }

  /** The answer's form of a row that was read or written. */
  async view(api: Api): Promise<ApiDto> {
    return toDto(api, (await this.countsOf([api.id])).get(api.id) ?? NONE);
  }

  /** By name, unless they are sorted. @throws Problem 404 */
  async operations(id: string, query: ImportedOperationQuery): Promise<Page<ImportedOperationDto>> {
    await this.find(id);
    const list = this.database
      .query(ImportedOperation, 'operation')
      .where('operation.apiId = :id', { id });
    if (query.access) list.andWhere({ public: query.access === 'public' });
    if (query.search)
      list.andWhere("(LOWER(operation.name) LIKE :pattern ESCAPE '!' OR LOWER(operation.path) LIKE :pattern ESCAPE '!' OR LOWER(operation.summary) LIKE :pattern ESCAPE '!')", { pattern: likePattern(query.search) }); // prettier-ignore
    sortRows(list, query.sort ?? 'name', OPERATIONS, false);
    if (query.unheld) return this.unheld(query, await list.andWhere({ public: false }).getMany());
    const [rows, total] = await cutPage(list, query);
    return page(query, [rows.map(toOperationDto), total]);
  }

  /** One page of those that no role opens: which scope covers which, no index knows. */
  private async unheld(
    query: ImportedOperationQuery,
    rows: ImportedOperation[],
  ): Promise<Page<ImportedOperationDto>> {
    const isHeld = await this.roles.holding();
    const waysOf = ({ name, aliases, scopes }: ImportedOperation) =>
      scopes ? [scopes] : [name, ...aliases].map((scope) => [scope]);
    const found = rows.filter((row) => !waysOf(row).some(isHeld));
    const { entry, ...total } = pageOfList(query, found);
    return { ...total, entry: entry.map(toOperationDto) };
  }

  /** What stops working when the API goes. @throws Problem 404 */
  async removal(id: string): Promise<ApiConsequences> {
    const api = await this.find(id);
    const rows = await this.database.lists.findBy(ImportedOperation, { apiId: id });
    const steps = rows.map((before) => ({ before }));
    const consequences = await this.consequences.of(api, steps);
    return { revision: entityTagOf(stateOf(api)).slice(1, -1), consequences };
  }

  /** Every API, by name; there are never many. */
  all(): Promise<Api[]> {
    return this.database.lists.find(Api, { order: { name: 'ASC' } });
  }

  /** The API that is a resource (RFC 8707), the oldest one when several share the address. */
  async withResource(resourceKey: string): Promise<Api | undefined> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    return (await this.database.rows.findOne(Api, { where: { resourceKey }, order })) ?? undefined;
  }

  /** An API with its operations, by name. */
  async whole(name: string): Promise<{ api: Api; operations: ImportedOperation[] } | undefined> {
    const { lists } = this.database;
    const api = await lists.findOneBy(Api, { name });
    if (!api) return undefined;
    const where = { apiId: api.id };
    const operations = await lists.find(ImportedOperation, { where, order: { name: 'ASC' } });
    return { api, operations };
  }

  /** The document that an API was imported from last, as JSON. */
  async document(apiId: string): Promise<string | undefined> {
    return (await this.database.lists.findOneBy(ApiDocument, { apiId }))?.text;
  }

  private async find(id: string): Promise<Api> {
    const api = await this.database.rows.findOneBy(Api, { id });
    if (!api) throw notFound('api');
    return api;
  }

  private async countsOf(ids: string[]): Promise<Map<string, Counted>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database
      .query(ImportedOperation, 'operation')
      .select('operation.apiId', 'apiId')
      .addSelect('COUNT(*)', 'operations')
      .addSelect('SUM(CASE WHEN operation.public THEN 1 ELSE 0 END)', 'publicOperations')
      .where({ apiId: In(ids) })
      .groupBy('operation.apiId')
      .getRawMany<{ apiId: string; operations: string; publicOperations: string }>();
    return new Map(
      rows.map(({ apiId, operations, publicOperations }) => [
        apiId,
        { operations: Number(operations), publicOperations: Number(publicOperations) },
      ]),
    );
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(Api, { id: In(ids) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const NONE: Counted = { operations: 0, publicOperations: 0 };
