import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { AuditNames } from '../../audit/audit-names.js';
import { Clock } from '../../common/clock.js';
import { tagged } from '../../common/entity-tag.js';
import { jsonMember, likePattern, type Page, page } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { type Sorted, sortRows } from '../../database/sort-rows.js';
import type { GATE_ORDERS, GateDto, GateQuery } from './gate.dto.js';
import { Gate, GateKey } from './gate.entity.js';
import { stateOf } from './gates.rules.js';

/** There are so few that they need no index. */
const LAST_ASKED = 'COALESCE(gate.lastUsedAt, 0)';
const ORDERS: Record<(typeof GATE_ORDERS)[number], Sorted> = {
  name: { by: ['gate.name'], unindexed: 'gate.name' },
  lastAsked: { by: [LAST_ASKED, 'gate.id'], unindexed: LAST_ASKED },
  created: { by: ['gate.id'], unindexed: 'gate.id' },
};

/** Shows gates as answers do. */
@Injectable()
export class GatesQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    names: AuditNames,
  ) {
    names.of('gate', (ids) => this.namesOf(ids));
  }

  /** By name, unless they are sorted. */
  async list(query: GateQuery): Promise<Page<GateDto>> {
    const { dialect, api, silent, sort = 'name' } = query;
    const gates = this.database.query(Gate, 'gate').where('1 = 1');
    if (query.search)
      gates.andWhere("LOWER(gate.name) LIKE :pattern ESCAPE '!'", {
        pattern: likePattern(query.search),
      });
    if (dialect !== undefined) gates.andWhere({ dialect });
    if (silent) gates.andWhere({ lastUsedAt: IsNull() });
    if (api !== undefined)
      gates.andWhere("gate.apis LIKE :named ESCAPE '!'", { named: jsonMember(api) });
    sortRows(gates, sort, ORDERS, false);
    const [rows, total] = await cutPage(gates, query);
    return page(query, [await this.view(rows), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<GateDto> {
    const row = await this.database.rows.findOneBy(Gate, { id });
    const [gate] = row ? await this.view([row]) : [];
    if (!gate) throw notFound('gate');
    return gate;
  }

  /** The names of gates that never asked, the newest first. */
  async silent(count: number): Promise<string[]> {
    const rows = await this.database.rows.find(Gate, {
      where: { lastUsedAt: IsNull() },
      order: { id: 'DESC' },
      take: count,
    });
    return rows.map(({ name }) => name);
  }

  /** The names of gates, by id; those that are gone have none. */
  async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(Gate, { id: In(ids) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async view(rows: Gate[]): Promise<GateDto[]> {
    const gateId = In(rows.map(({ id }) => id));
    const keys = await this.database.rows.find(GateKey, {
      where: { gateId },
      order: { id: 'DESC' },
    });
    const now = this.clock.now();
    const live = keys.filter(({ expiresAt }) => !expiresAt || expiresAt.getTime() > now);
    return rows.map((row) => {
      const { id, name, dialect, apis, hops, createdAt } = row;
      const answer = {
        id,
        name,
        dialect,
        apis,
        hops,
        lastAskedAt: row.lastUsedAt?.toISOString() ?? null,
        keys: live.filter((key) => key.gateId === id).map(toKeyDto),
        createdAt: createdAt.toISOString(),
      };
      return tagged(answer, stateOf(row));
    });
  }
}

function toKeyDto({ id, tail, createdAt, expiresAt }: GateKey) {
  return {
    id,
    tail,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
