import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AppsQuery } from '../../apps/apps.query.js';
import type { Acting } from '../../apps/apps.rules.js';
import { likePattern, type Page, page, type PageQuery } from '../../common/page.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { GatesQuery } from '../gates/gates.query.js';
import type { RefusalDto, RefusalQuery } from './refusal.dto.js';
import { GateRefusal } from './refusal.entity.js';
import { RefusalsService } from './refusals.service.js';

/** Shows what the gate refused, to the owners of apps and to administrators. */
@Injectable()
export class RefusalsQuery {
  constructor(
    private readonly database: Database,
    private readonly apps: AppsQuery,
    private readonly gates: GatesQuery,
    private readonly refusals: RefusalsService,
  ) {}

  /** @throws Problem 404 when the caller reaches no such app */
  async ofApp(acting: Acting, id: string, query: PageQuery): Promise<Page<RefusalDto>> {
    const { appKey } = await this.apps.get(acting, id);
    return this.cut(this.newest().where({ appKey }), query);
  }

  async all(query: RefusalQuery): Promise<Page<RefusalDto>> {
    const refusals = this.newest().where('1 = 1');
    if (query.api) refusals.andWhere({ api: query.api });
    if (query.search)
      refusals.andWhere(
        "(LOWER(r.operation) LIKE :pattern ESCAPE '!' OR r.code LIKE :pattern ESCAPE '!' OR LOWER(r.appKey) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(query.search) },
      );
    return this.cut(refusals, query);
  }

  private newest(): SelectQueryBuilder<GateRefusal> {
    return this.database
      .query(GateRefusal, 'r')
      .orderBy('r.lastAt', 'DESC')
      .addOrderBy('r.hour', 'DESC')
      .addOrderBy('r.kind');
  }

  private async cut(
    refusals: SelectQueryBuilder<GateRefusal>,
    query: PageQuery,
  ): Promise<Page<RefusalDto>> {
    await this.refusals.flush();
    const [rows, total] = await cutPage(refusals, query);
    const names = await this.gates.namesOf([...new Set(rows.map(({ gateId }) => gateId))]);
    return page(query, [rows.map((row) => toDto(row, names.get(row.gateId))), total]);
  }
}

function toDto(row: GateRefusal, gate: string | undefined): RefusalDto {
  const { api, operation, method, path, status, code, reason, appKey, times } = row;
  return {
    at: row.lastAt.toISOString(),
    gate: gate ?? row.gateId,
    api,
    operation,
    method,
    path,
    status,
    code,
    reason,
    credential: { kind: row.credential, tail: row.tail },
    appKey,
    decision: row.outcome,
    times,
  };
}
