import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { laterThan } from '../../database/columns.js';
import { Sweeper } from '../../database/sweeper.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { DeviceFacts, DevicePoll, Devices } from '../../oauth/interactive-ports.js';
import { keyedDigest } from '../../common/identifiers.js';
import { DeviceAuthorizationRow } from './device-authorization.entity.js';

const SLOWER_SECONDS = 5;
const KEEP_MS = 3_600_000;

/** Devices that wait for a person. */
@Injectable()
export class DevicesStore implements Devices {
  private readonly key: Buffer;

  constructor(
    config: Config,
    sweeper: Sweeper,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'device codes');
    sweeper.sweep(DeviceAuthorizationRow, 'expiresAt', KEEP_MS, ['digest']);
  }

  async start(
    { deviceCode, userCode }: { deviceCode: string; userCode: string },
    facts: DeviceFacts,
    lifetimeMs: number,
    interval: number,
  ): Promise<void> {
    await this.work.run((tx) =>
      tx.rows.insert(DeviceAuthorizationRow, {
        digest: keyedDigest(this.key, deviceCode),
        userCodeDigest: keyedDigest(this.key, userCode),
        facts: facts as never,
        state: 'pending',
        interval,
        polledAt: null,
        expiresAt: new Date(this.clock.now() + lifetimeMs),
      }),
    );
  }

  poll(deviceCode: string, clientId: string): Promise<DevicePoll> {
    const digest = keyedDigest(this.key, deviceCode);
    return this.work.run(async (tx) => {
      await tx.lock(digest);
      const row = await tx.rows.findOneBy(DeviceAuthorizationRow, { digest });
      if (!row || row.facts.clientId !== clientId || row.state === 'used')
        return { outcome: 'unknown' };
      const now = this.clock.now();
      if (row.expiresAt.getTime() <= now) return { outcome: 'expired' };
      if (row.state === 'denied') return { outcome: 'denied' };
      const early = row.polledAt !== null && now - row.polledAt.getTime() < row.interval * 1000;
      if (row.state === 'approved' && !early) {
        await tx.rows.update(DeviceAuthorizationRow, { digest }, { state: 'used' });
        return { outcome: 'approved', facts: row.facts };
      }
      const interval = early ? row.interval + SLOWER_SECONDS : row.interval;
      await tx.rows.update(
        DeviceAuthorizationRow,
        { digest },
        { polledAt: new Date(now), interval },
      );
      return { outcome: early ? 'too_fast' : 'pending' };
    });
  }

  /**
   * The pending device that shows this user code, and the digest that names it from here on; for the
   * first person who enters it.
   */
  async byUserCode(userCode: string, userId: string): Promise<DeviceAuthorizationRow | undefined> {
    const userCodeDigest = keyedDigest(this.key, userCode);
    const expiresAt = laterThan(this.clock.now());
    const there = { userCodeDigest, state: 'pending' as const, expiresAt };
    return this.work.run(async (tx) => {
      await tx.lock(userCodeDigest);
      const row = await tx.rows.findOneBy(DeviceAuthorizationRow, there);
      if (!row || (row.facts.enteredBy ?? userId) !== userId) return undefined;
      const facts = { ...row.facts, enteredBy: userId };
      await tx.rows.update(DeviceAuthorizationRow, there, { facts: facts as never });
      return row;
    });
  }

  /** Stores the person's decision; yes for exactly one caller. */
  async decide(digest: string, approved: DeviceFacts | undefined): Promise<boolean> {
    const state = approved ? 'approved' : 'denied';
    const facts = approved && { facts: approved as never };
    const { affected } = await this.work.run((tx) =>
      tx.rows.update(DeviceAuthorizationRow, { digest, state: 'pending' }, { state, ...facts }),
    );
    return affected === 1;
  }
}
