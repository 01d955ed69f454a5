import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AppsHooks } from '../../apps/apps.hooks.js';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import { entityTagOf } from '../../common/entity-tag.js';
import { createIdentifier } from '../../common/identifiers.js';
import { notFound, Problem } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import type { IfMatch } from '../../operations/if-match.js';
import { requireHeld } from '../../operations/require-held.js';
import { RolesService } from '../../roles/roles.service.js';
import { ImportedScopesService } from '../../scopes/imported-scopes.service.js';
import { Api, ApiDocument, ImportedOperation, stateOf } from '../api.entity.js';
import { operationsOf, type ReadOperation } from '../document/operations-of.js';
import {
  type DocumentType,
  type OpenApiDocument,
  readDocument,
} from '../document/read-document.js';
import { type DocumentFault, faultAt } from '../document/document-faults.js';
import { ConsequencesService } from './consequences.service.js';
import { type Difference, differenceOf } from './difference.js';
import type { ImportReport } from './import.dto.js';
import { scopesOf, wantedNames } from './wanted-scopes.js';

/** Rows of one statement: databases take a bounded number of variables. */
const AT_ONCE = 100;

/** A text that was looked at, for one API. */
export interface ReadText {
  text: string;
  document?: OpenApiDocument;
  operations: ReadOperation[];
  faults: DocumentFault[];
}

/** What storing a text would do. */
export type Plan = Difference<ImportedOperation> & Pick<ReadText, 'document'>;

/** Imports documents: previews what one would change, and stores it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly consequences: ConsequencesService,
    private readonly scopes: ImportedScopesService,
    private readonly roles: RolesService,
    private readonly apps: AppsHooks,
    private readonly clock: Clock,
  ) {}

  /** What an import would do; a text that cannot be read has one fault. @throws Problem 404 */
  async preview(id: string, text: string, type: DocumentType): Promise<ImportReport> {
    const api = await this.find(this.database.rows, id);
    const plan = await this.plan(this.database.rows, api, this.read(api, text, type));
    return this.report(api, text, plan);
  }

  /**
   * Imports a document in place of the one before.
   * @throws Problem 404, 403 `scope_not_held`, 412 `changed_meanwhile`, 428, 409 `faulty_document`
   */
  async apply(
    id: string,
    { text, type, ifMatch }: { text: string; type: DocumentType; ifMatch: IfMatch | undefined },
    caller: Caller,
  ): Promise<ImportReport> {
    const api = await this.find(this.database.rows, id);
    // A name that roles hold could be put on any operation.
    requireHeld(caller, [api.name]);
    requirePrecondition(ifMatch);
    const precondition = ifMatch === '*' ? [entityTagOf(stateWith(api, text))] : ifMatch;
    const read = this.read(api, text, type);
    const plan = await this.plan(this.database.rows, api, read);
    const report = await this.report(api, text, plan);
    await this.changes.run(caller, 'backend.api.import', async (tx, about) => {
      const current = await this.hold(tx, id);
      const state = stateWith(current, text);
      await this.changes.requireUnchanged(
        tx,
        { ...caller, ifMatch: precondition },
        `api:${id}`,
        state,
      );
      const settled = await this.plan(tx.rows, current, read);
      refuseFaults(settled.faults);
      await this.store(tx, current, settled);
      about({
        subject: `api:${id}`,
        forget: ['api', current.name],
        detail: countsOf(settled),
      });
    });
    return report;
  }

  /** Reads the first text of an API that is not there yet, with all that is wrong with it. */
  readFirst(api: Api, text: string): ReadText {
    const read = this.read(api, text, 'either');
    return { ...read, faults: [...read.faults, ...differenceOf([], read.operations).faults] };
  }

  /** Reads a text for an API; nothing is looked up. */
  read(api: Pick<Api, 'name' | 'basePath'>, text: string, type: DocumentType): ReadText {
    const { document, faults } = readDocument(text, type);
    if (!document) return { text, operations: [], faults };
    return { text, document, ...operationsOf(document, api) };
  }

  /** What storing it would do to what is there now. */
  async plan(rows: EntityManager, api: Api, read: ReadText): Promise<Plan> {
    const stored = await rows.findBy(ImportedOperation, { apiId: api.id });
    // What cannot be read changes nothing, rather than removing everything.
    const difference = differenceOf(stored, read.document ? read.operations : stored);
    const faults = [
      ...read.faults,
      ...(read.document ? difference.faults : []),
      ...(await this.takenNames(rows, api, difference)),
    ];
    return { ...difference, faults, document: read.document };
  }

  /** Writes a plan without faults: operations, scopes and the document. */
  async store(tx: Transaction, api: Api, { steps, document }: Plan): Promise<void> {
    await tx.lock('role');
    const now = this.clock.now();
    const gone = steps.flatMap(({ before, after }) => (before && !after ? [before.id] : []));
    for (const ids of pieces(gone)) await tx.rows.delete(ImportedOperation, { id: In(ids) });
    for (const { before, after } of steps)
      if (before && after && !isDeepStrictEqual({ ...before }, { ...before, ...after }))
        await tx.rows.update(ImportedOperation, { id: before.id }, after);
    const rows = steps.flatMap(({ before, after }) =>
      !before && after ? [{ id: createIdentifier('aop_', now), apiId: api.id, ...after }] : [],
    );
    for (const some of pieces(rows))
      await tx.rows.insert(ImportedOperation, some as QueryDeepPartialEntity<ImportedOperation>[]);
    await this.settleScopes(tx, api, steps);
    await tx.rows.delete(ApiDocument, { apiId: api.id });
    if (document)
      await tx.rows.insert(ApiDocument, { apiId: api.id, text: JSON.stringify(document) });
    const importedAt = document ? new Date(now) : null;
    await tx.rows.update(Api, { id: api.id }, { revision: api.revision + 1, importedAt });
  }

  /** Takes away every scope of an API, also from those who hold it. */
  async end(tx: Transaction, api: Pick<Api, 'name'>): Promise<void> {
    await tx.lock('role');
    await this.takeAway(tx, api, await this.scopes.replace(tx, api.name, []));
  }

  /** Whether there are scopes of this name, or below it. */
  async hasScopes(tx: Transaction, name: string): Promise<boolean> {
    // In the order in which everybody takes the two.
    await tx.lock('role');
    await tx.lock('scope');
    return this.scopes.exist(tx.rows, name);
  }

  /** Gives the API the scopes that these steps leave it, and takes the others from their holders. */
  async settleScopes(tx: Transaction, api: Pick<Api, 'name'>, steps: Plan['steps']): Promise<void> {
    await this.takeAway(tx, api, await this.scopes.replace(tx, api.name, scopesOf(api, steps)));
  }

  private async takeAway(tx: Transaction, api: Pick<Api, 'name'>, ended: string[]): Promise<void> {
    if (ended.length === 0) return;
    await this.roles.dropScopes(tx, ended);
    await this.apps.dropScopes(tx, api.name, ended);
  }

  /** The API, which nobody else changes until the transaction ends. @throws Problem 404 */
  async hold(tx: Transaction, id: string): Promise<Api> {
    await tx.lock('api');
    return this.find(tx.rows, id);
  }

  private async find(rows: EntityManager, id: string): Promise<Api> {
    const api = await rows.findOneBy(Api, { id });
    if (!api) throw notFound('api');
    return api;
  }

  private async takenNames(
    rows: EntityManager,
    api: Api,
    { steps }: Difference<ImportedOperation>,
  ): Promise<DocumentFault[]> {
    const wanted = new Set(wantedNames(api, steps));
    const made = await this.scopes.madeByHand(rows, api.name);
    return made.filter((name) => wanted.has(name)).map((name) => faultAt(name, 'madeByHand'));
  }

  private async report(api: Api, text: string, plan: Plan): Promise<ImportReport> {
    const { added, renamed, changed, removed, faults, steps } = plan;
    const consequences = await this.consequences.of(api, steps);
    const revision = entityTagOf(stateWith(api, text)).slice(1, -1);
    return { revision, added, renamed, changed, removed, faults, consequences };
  }
}

/** @throws Problem 428 when the caller does not say what they have seen */
export function requirePrecondition(ifMatch: IfMatch | undefined): asserts ifMatch is IfMatch {
  if (ifMatch === undefined)
    throw new Problem(
      428,
      'precondition_required',
      'Ask for the preview first, and send its revision as If-Match.',
    );
}

function refuseFaults(faults: readonly DocumentFault[]): void {
  const [first] = faults;
  if (!first) return;
  throw new Problem(409, 'faulty_document', `${first.where}: ${first.message}`, {
    members: { faults },
  });
}

/** What a preview is about: the API as it is, and the text. */
function stateWith(api: Api, text: string): object {
  return { ...stateOf(api), document: createHash('sha256').update(text).digest('hex') };
}

function countsOf({ added, renamed, changed, removed }: Plan): Record<string, number> {
  return {
    added: added.length,
    renamed: renamed.length,
    changed: changed.length,
    removed: removed.length,
  };
}

function pieces<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, index) =>
    list.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
