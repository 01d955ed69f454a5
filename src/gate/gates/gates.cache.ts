import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { isWellFormed, keyedDigest, PREFIX } from '../../common/identifiers.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { ChangeFeed, type Remembered } from '../../database/change-feed.js';
import { Database } from '../../database/database.js';
import { LastUses } from '../../database/last-uses.js';
import { then } from '../../oauth/at-once.js';
import type { Dialect } from '../question.js';
import { Gate, GateKey } from './gate.entity.js';

/** Soon enough for whoever looks whether their proxy asks. */
const EVERY_MS = 5_000;

/** A gate, as every question asks for it. */
export interface KnownGate {
  id: string;
  name: string;
  dialect: Dialect;
  apis: ReadonlySet<string>;
  hops: number;
  /** Milliseconds since 1970: when this key of it ends. */
  expiresAt?: number;
}

/** Caches gates by their keys, for every question: no query while nothing changes. */
@Injectable()
export class GatesCache {
  private readonly key: Buffer;
  private readonly gates: Remembered<KnownGate>;
  /** Remembers that a gate asks. */
  readonly noteUse: (gateId: string) => void;

  constructor(
    config: Config,
    feed: ChangeFeed,
    uses: LastUses,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'gate keys');
    this.noteUse = uses.of(Gate, EVERY_MS);
    this.gates = feed.remember('gate_key', (digest) => this.load(digest), {
      groups: [{ kind: 'gate', keyOf: ({ id }) => id }],
    });
  }

  /** How a key is stored. */
  digestOf(gateKey: string): string {
    return keyedDigest(this.key, gateKey);
  }

  /** The gate with this key, unless the key has ended; at once when it is in memory. */
  find(gateKey: string): KnownGate | undefined | Promise<KnownGate | undefined> {
    // Garbage is refused without a query, and is not remembered.
    if (!isWellFormed(gateKey, PREFIX.gateKey)) return undefined;
    return then(this.gates.get(this.digestOf(gateKey)), (gate) => {
      const isOver = gate?.expiresAt !== undefined && gate.expiresAt <= this.clock.now();
      return isOver ? undefined : gate;
    });
  }

  private async load(digest: string): Promise<KnownGate | undefined> {
    const { rows } = this.database;
    const key = await rows.findOneBy(GateKey, { digest });
    const gate = key && (await rows.findOneBy(Gate, { id: key.gateId }));
    if (!gate) return undefined;
    const { id, name, dialect, apis, hops } = gate;
    const expiresAt = key.expiresAt?.getTime();
    return { id, name, dialect, apis: new Set(apis), hops, expiresAt };
  }
}
