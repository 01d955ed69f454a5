import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Changes } from '../../audit/changes.js';
import { changedMembers } from '../../common/changed-members.js';
import { entityTagOf } from '../../common/entity-tag.js';
import { invalid, notFound } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import { IDENTITY_SCOPES } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { Api, ImportedOperation, stateOf } from '../api.entity.js';
import { ConsequencesService } from '../imports/consequences.service.js';
import type { ApiConsequences } from '../imports/import.dto.js';
import { ImportsService } from '../imports/imports.service.js';
import type { OperationAccess, UpdateImportedOperationDto } from './imported-operation.dto.js';

type Decision = Pick<ImportedOperation, 'public' | 'scopes' | 'reason'>;

/** Decides who may call an imported operation; that counts for the next request. */
@Injectable()
export class ImportedOperationsService {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly imports: ImportsService,
    private readonly consequences: ConsequencesService,
    private readonly scopes: ScopesService,
  ) {}

  /**
   * Opens an operation, closes it, or asks for other scopes.
   * @throws Problem 400, 404, 403 `scope_not_held`: nobody opens what they may not call themselves
   */
  async update(
    apiId: string,
    name: string,
    fields: UpdateImportedOperationDto,
    caller: Caller,
  ): Promise<ImportedOperation> {
    if (fields.access === 'public' && fields.reason === undefined)
      throw invalid('reason', 'reason_needed', 'Say why everybody may call it.');
    await this.requireKeeping(fields.scopes ?? []);
    return this.changes.run(caller, 'backend.api.operation.update', async (tx, about) => {
      const api = await this.imports.hold(tx, apiId);
      const operation = await this.find(tx.rows, apiId, name);
      await this.scopes.hold(tx, fields.scopes ?? [], 'scopes');
      const next = decisionOf(operation, fields);
      about('nothing');
      const changed = changedMembers(operation, next);
      if (changed.length === 0) return operation;
      requireHeld(caller, [name, ...(operation.scopes ?? []), ...(next.scopes ?? [])]);
      await tx.rows.update(ImportedOperation, { id: operation.id }, next);
      await tx.rows.update(Api, { id: apiId }, { revision: api.revision + 1 });
      const { access, scopes, reason } = fields;
      about({
        subject: `api:${apiId}`,
        forget: ['api', api.name],
        detail: { operation: name, access, ...(scopes && { scopes }), ...(reason && { reason }) },
      });
      return { ...operation, ...next };
    });
  }

  /** Who would gain and who would lose. @throws Problem 400, 404 */
  async preview(apiId: string, name: string, fields: OperationAccess): Promise<ApiConsequences> {
    await this.requireKeeping(fields.scopes ?? []);
    const { rows } = this.database;
    const api = await rows.findOneBy(Api, { id: apiId });
    if (!api) throw notFound('api');
    const before = await this.find(rows, apiId, name);
    const stored = await rows.findBy(ImportedOperation, { apiId });
    const steps = stored.map((each) =>
      each.id === before.id
        ? { before, after: { ...before, ...decisionOf(before, fields) } }
        : { before: each, after: each },
    );
    return {
      revision: entityTagOf(stateOf(api)).slice(1, -1),
      consequences: await this.consequences.of(api, steps),
    };
  }

  /** @throws Problem 400 when a scope is unknown, or one that needs no role */
  private async requireKeeping(scopes: readonly string[]): Promise<void> {
    await this.scopes.requireKnown(scopes, 'scopes');
    const open = scopes.find((name) => IDENTITY_SCOPES.includes(name));
    if (open !== undefined)
      throw invalid(
        'scopes',
        'unknown_scope',
        `Every login may have ${open}: it keeps nobody out.`,
      );
  }

  private async find(rows: EntityManager, apiId: string, name: string): Promise<ImportedOperation> {
    const operation = await rows.findOneBy(ImportedOperation, { apiId, name });
    if (!operation) throw notFound('operation');
    return operation;
  }
}

/** An operation's own name alone is what it needs anyway. */
function decisionOf(
  { name, scopes }: ImportedOperation,
  { access, scopes: wanted, reason }: OperationAccess,
): Decision {
  const isOwn = wanted && (wanted.length === 0 || (wanted.length === 1 && wanted[0] === name));
  const chosen = isOwn ? null : wanted && [...new Set(wanted)].sort();
  return {
    public: access === 'public',
    scopes: chosen === undefined ? scopes : chosen,
    reason: access === 'public' ? (reason ?? null) : null,
  };
}
