import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { changedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import { conflict, invalid, invalidFields, Problem } from '../common/problem.js';
import { aheadFault, readTime } from '../common/time.js';
import type { Transaction } from '../database/transaction.js';
import { resourceKey } from '../oauth/resource-key.js';
import type { Caller } from '../operations/caller.js';
import { Catalogue } from '../operations/catalogue.js';
import { requireHeld } from '../operations/require-held.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { type CreateApiDto, LONGEST_OBSERVATION_DAYS, type UpdateApiDto } from './api.dto.js';
import { Api, ApiDocument, ImportedOperation, stateOf } from './api.entity.js';
import { isReserved } from './apis.rules.js';
import { LARGEST_DOCUMENT } from './document/read-document.js';
import { ImportsService, requirePrecondition } from './imports/imports.service.js';
import { FormerNamesOfOperations } from './operations/former-names.js';

/** More are a mistake, or somebody's mischief. */
const MOST_APIS = 500;

/** Creates, changes and removes the provider's own APIs; every instance hears of it at once. */
@Injectable()
export class ApisService implements OnModuleInit {
  constructor(
    private readonly changes: Changes,
    private readonly imports: ImportsService,
    private readonly scopes: ScopesService,
    private readonly formerNames: FormerNamesOfOperations,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopes.setFormerNames(this.formerNames);
    this.scopes.addHolder((tx, scope) => this.formerNames.operationThatNeeds(tx, scope));
  }

  /** @throws Problem 400, 413, 409 `name_taken`, `too_many_apis` */
  async create({ document, ...fields }: CreateApiDto, caller: Caller): Promise<Api> {
    if (isReserved(fields.name, this.catalogue.entries))
      throw conflict('name_taken', 'Gatehouse uses this name itself.', 'name');
    const now = this.clock.now();
    const api: Api = {
      basePath: '/',
      keyHeader: 'X-Api-Key',
      preflight: false,
      assertion: false,
      ...fields,
      id: createIdentifier('api_', now),
      resourceKey: resourceKey(fields.publicUrl) ?? '',
      observeUntil: this.observedUntil(fields.observeUntil) ?? null,
      revision: 0,
      importedAt: null,
      createdAt: new Date(now),
    };
    const read = document === undefined ? undefined : this.readFirst(api, document);
    return this.changes.run(caller, 'backend.api.create', async (tx, about) => {
      await tx.lock('api');
      await this.requireFree(tx, api.name);
      await tx.rows.insert(Api, api);
      if (read) await this.imports.store(tx, api, await this.imports.plan(tx.rows, api, read));
      else await this.imports.settleScopes(tx, api, []);
      const operations = read?.operations.length ?? 0;
      about(factsOf(api, { name: api.name, publicUrl: api.publicUrl, operations }));
      return this.imports.hold(tx, api.id);
    });
  }

  /** @throws Problem 400, 404, 412 `changed_meanwhile` */
  async update(id: string, fields: UpdateApiDto, caller: Caller): Promise<Api> {
    const observeUntil = this.observedUntil(fields.observeUntil);
    return this.changes.run(caller, 'backend.api.update', async (tx, about) => {
      const api = await this.holdUnchanged(tx, id, caller);
      const { publicUrl, basePath } = fields;
      const wanted = {
        ...fields,
        observeUntil,
        resourceKey: publicUrl === undefined ? undefined : resourceKey(publicUrl),
      };
      const changed = changedMembers(api, wanted);
      about('nothing');
      if (changed.length === 0) return api;
      // What is closed would be open for a while, and what is elsewhere is another program.
      if (changed.some((name) => ['observeUntil', 'basePath', 'publicUrl'].includes(name)))
        requireHeld(caller, [api.name]);
      const next = { ...api, ...defined(wanted) };
      if (basePath !== undefined && basePath !== api.basePath) {
        next.revision += 1;
        await movePaths(tx, api, basePath);
      }
      await tx.rows.update(Api, { id }, next);
      const after = Object.fromEntries(changed.map((name) => [name, detailOf(next, name)]));
      const before = Object.fromEntries(changed.map((name) => [name, detailOf(api, name)]));
      about(factsOf(api, { ...after, before }));
      return next;
    });
  }

  /**
   * Removes the API, its operations and their scopes, also from the roles and apps that hold them.
   * @throws Problem 404, 403 `scope_not_held`, 428, 412 `changed_meanwhile`
   */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.api.remove', async (tx, about) => {
      const api = await this.imports.hold(tx, id);
      requireHeld(caller, [api.name]);
      requirePrecondition(caller.ifMatch);
      await this.changes.requireUnchanged(tx, caller, `api:${id}`, stateOf(api));
      await this.imports.end(tx, api);
      const { affected } = await tx.rows.delete(ImportedOperation, { apiId: id });
      await tx.rows.delete(ApiDocument, { apiId: id });
      await tx.rows.delete(Api, { id });
      about(factsOf(api, { name: api.name, operations: affected ?? 0 }));
    });
  }

  private async holdUnchanged(tx: Transaction, id: string, caller: Caller): Promise<Api> {
    const api = await this.imports.hold(tx, id);
    await this.changes.requireUnchanged(tx, caller, `api:${id}`, stateOf(api));
    return api;
  }

  /** @throws Problem 413, 400 with all that is wrong with the document */
  private readFirst(api: Api, text: string) {
    if (Buffer.byteLength(text) > LARGEST_DOCUMENT)
      throw new Problem(
        413,
        'too_large',
        'A document has at most 8 MiB; without white space it may fit (jq -c).',
      );
    const read = this.imports.readFirst(api, text);
    if (read.faults.length === 0) return read;
    throw invalidFields(
      read.faults.map(({ where, message }) => ({
        field: 'document',
        code: 'faulty_document',
        message: `${where}: ${message}`,
      })),
    );
  }

  private async requireFree(tx: Transaction, name: string): Promise<void> {
    if (await tx.rows.existsBy(Api, { name }))
      throw conflict('name_taken', 'There is an API of this name already.', 'name');
    if (await this.imports.hasScopes(tx, name))
      throw conflict('name_taken', 'There is a scope of this name, or below it, already.', 'name');
    if ((await tx.rows.count(Api)) >= MOST_APIS)
      throw conflict('too_many_apis', `There are ${MOST_APIS} APIs, and no more can be.`);
  }

  /** @throws Problem 400 unless it is ahead, and not too far */
  private observedUntil(time: string | null | undefined): Date | null | undefined {
    if (time === undefined || time === null) return time;
    const end = readTime(time);
    const fault = aheadFault(end, this.clock.now(), LONGEST_OBSERVATION_DAYS);
    if (fault) throw invalid('observeUntil', ...fault);
    return new Date(end);
  }
}

/** Puts another base path before every path of an API. */
async function movePaths(tx: Transaction, api: Api, basePath: string): Promise<void> {
  const [before, after] = [api.basePath, basePath].map((path) => (path === '/' ? '' : path));
  await tx.rows
    .createQueryBuilder()
    .update(ImportedOperation)
    .set({ path: () => `:after || SUBSTR("path", ${(before?.length ?? 0) + 1})` })
    .where({ apiId: api.id })
    .setParameters({ after })
    .execute();
}

function defined<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function detailOf(api: Api, name: string): unknown {
  const value = api[name as keyof Api];
  return value instanceof Date ? value.toISOString() : value;
}

function factsOf({ id, name }: Api, detail: Record<string, unknown>): ChangeFacts {
  return { subject: `api:${id}`, forget: ['api', name], detail };
}
