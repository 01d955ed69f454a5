import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ApisCache } from '../../apis/apis.cache.js';
import { type Overlap, OVERLAP_MS } from '../../apps/secrets/app-secret.dto.js';
import { type ChangeFacts, Changes } from '../../audit/changes.js';
import { changedMembers, pickedMembers } from '../../common/changed-members.js';
import { Clock } from '../../common/clock.js';
import { createIdentifier, createSecret, PREFIX } from '../../common/identifiers.js';
import { conflict, invalid, notFound } from '../../common/problem.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import type {
  CreatedGateKeyDto,
  CreateGateDto,
  GateWithKeyDto,
  UpdateGateDto,
} from './gate.dto.js';
import { Gate, GateKey } from './gate.entity.js';
import { GatesCache } from './gates.cache.js';
import { GatesQuery } from './gates.query.js';
import { stateOf } from './gates.rules.js';

const GATE_ID = 'gat_';
const MOST_GATES = 200;
const MOST_LIVE_KEYS = 5;
const DAY_MS = 86_400_000;

/** Creates, changes and removes gates, and gives them keys. */
@Injectable()
export class GatesService {
  constructor(
    private readonly changes: Changes,
    private readonly apis: ApisCache,
    private readonly cache: GatesCache,
    private readonly query: GatesQuery,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(GateKey, 'expiresAt', DAY_MS);
  }

  /** @throws Problem 400 `unknown_api`, 409 `already_exists`, `too_many_gates` */
  async create(caller: Caller, body: CreateGateDto): Promise<GateWithKeyDto> {
    await this.requireKnown(body.apis);
    const createdAt = new Date(this.clock.now());
    const gate: Gate = {
      ...body,
      hops: body.hops ?? 1,
      id: createIdentifier(GATE_ID, createdAt.getTime()),
      lastUsedAt: null,
      createdAt,
      updatedAt: createdAt,
    };
    const gateKey = await this.changes.run(caller, 'backend.gate.create', async (tx, about) => {
      await tx.lock('gate');
      if ((await tx.rows.count(Gate)) >= MOST_GATES)
        throw conflict(
          'too_many_gates',
          `There are at most ${MOST_GATES} gates; remove one first.`,
        );
      await this.requireFreeName(tx, gate);
      await tx.rows.insert(Gate, gate);
      about(factsOf(gate, { name: gate.name, dialect: gate.dialect, apis: gate.apis }));
      return this.addKey(tx, gate.id);
    });
    return Object.assign(await this.query.get(gate.id), { gateKey });
  }

  /** @throws Problem 404, 400 `unknown_api`, 409 `already_exists`, 412 */
  async update(caller: Caller, id: string, fields: UpdateGateDto): Promise<void> {
    if (fields.apis) await this.requireKnown(fields.apis);
    await this.changes.run(caller, 'backend.gate.update', async (tx, about) => {
      const gate = await this.holdUnchanged(tx, caller, id);
      const names = changedMembers(gate, fields);
      if (names.length === 0) return about('nothing');
      const changed = { ...gate, ...fields, updatedAt: new Date(this.clock.now()) };
      await this.requireFreeName(tx, changed);
      await tx.rows.update(Gate, { id }, changed);
      about(factsOf(gate, { ...fields, before: pickedMembers(gate, names) }));
    });
  }

  /** Whoever asks with one of its keys is unknown from now on. @throws Problem 404, 412 */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.changes.run(caller, 'backend.gate.remove', async (tx, about) => {
      const gate = await this.holdUnchanged(tx, caller, id);
      await tx.rows.delete(GateKey, { gateId: id });
      await tx.rows.delete(Gate, { id });
      about(factsOf(gate, { name: gate.name }));
    });
  }

  /**
   * Gives the present key an end, after the overlap, and the gate another one.
   * @throws Problem 404, 409 `too_many_gate_keys`
   */
  async renewKey(caller: Caller, id: string, overlap: Overlap): Promise<CreatedGateKeyDto> {
    return this.changes.run(caller, 'backend.gate.key', async (tx, about) => {
      const gate = await this.hold(tx, id);
      const [present, ...others] = await this.liveKeys(tx, id);
      const end = this.clock.now() + OVERLAP_MS[overlap];
      const expiresAt = new Date(Math.min(end, present?.expiresAt?.getTime() ?? end));
      if (present) await tx.rows.update(GateKey, { id: present.id }, { expiresAt });
      if (overlap !== 'now' && others.length + 2 > MOST_LIVE_KEYS)
        throw conflict(
          'too_many_gate_keys',
          `A gate has at most ${MOST_LIVE_KEYS} live keys; wait until an old one has ended.`,
        );
      const gateKey = await this.addKey(tx, id);
      await tx.rows.update(Gate, { id }, { updatedAt: new Date(this.clock.now()) });
      about(factsOf(gate, { overlap }));
      return { gateKey, previousExpiresAt: present ? expiresAt.toISOString() : null };
    });
  }

  private async addKey(tx: Transaction, gateId: string): Promise<string> {
    const gateKey = createSecret(PREFIX.gateKey);
    const now = this.clock.now();
    await tx.rows.insert(GateKey, {
      id: createIdentifier('gky_', now),
      gateId,
      digest: this.cache.digestOf(gateKey),
      tail: gateKey.slice(-4),
      createdAt: new Date(now),
      expiresAt: null,
    });
    return gateKey;
  }

  /** The newest first; those that are over are removed. */
  private async liveKeys(tx: Transaction, gateId: string): Promise<GateKey[]> {
    const keys = await tx.rows.find(GateKey, { where: { gateId }, order: { id: 'DESC' } });
    const now = this.clock.now();
    const isOver = ({ expiresAt }: GateKey) => expiresAt !== null && expiresAt.getTime() <= now;
    const over = keys.filter(isOver).map(({ id }) => id);
    if (over.length > 0) await tx.rows.delete(GateKey, { id: In(over) });
    return keys.filter((key) => !isOver(key));
  }

  private async hold(tx: Transaction, id: string): Promise<Gate> {
    await tx.lock('gate');
    const gate = await tx.rows.findOneBy(Gate, { id });
    if (!gate) throw notFound('gate');
    return gate;
  }

  private async holdUnchanged(tx: Transaction, caller: Caller, id: string): Promise<Gate> {
    const gate = await this.hold(tx, id);
    await this.changes.requireUnchanged(tx, caller, `gate:${id}`, stateOf(gate));
    return gate;
  }

  private async requireFreeName(tx: Transaction, { id, name }: Gate): Promise<void> {
    const other = await tx.rows.findOneBy(Gate, { name });
    if (other && other.id !== id)
      throw conflict('already_exists', `There is a gate ${name} already.`);
  }

  private async requireKnown(names: readonly string[]): Promise<void> {
    const found = await Promise.all(names.map((name) => this.apis.find(name)));
    const unknown = names.filter((_, index) => !found[index]);
    if (unknown.length > 0)
      throw invalid('apis', 'unknown_api', `There is no API ${unknown.slice(0, 5).join(', ')}.`);
  }
}

function factsOf({ id }: Gate, detail: ChangeFacts['detail']): ChangeFacts {
  return { subject: `gate:${id}`, detail, forget: ['gate', id] };
}
