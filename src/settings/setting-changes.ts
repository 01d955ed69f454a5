import { Injectable } from '@nestjs/common';
import { Changes } from '../audit/changes.js';
import { Unchanged } from '../audit/unchanged.js';
import { changedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { invalid } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { SettingRow } from './setting.entity.js';
import type { SettingKey, Settings, SettingValue } from './settings.js';
import { presentValue, valueFault } from './settings.js';
import { SettingsService } from './settings.service.js';

/** Throws when the caller may not give the setting this value. */
type Check = (value: SettingValue, caller: Caller, tx: Transaction) => Promise<void>;

/** Changes settings, under the rules of the rooms they are about. */
@Injectable()
export class SettingChanges {
  private readonly checks = new Map<SettingKey, Check>();

  constructor(
    private readonly settings: SettingsService,
    private readonly changes: Changes,
    private readonly unchanged: Unchanged,
    private readonly clock: Clock,
  ) {}

  /** Adds a rule that this room cannot know: what the value names is in a room below. */
  check(key: SettingKey, check: Check): void {
    this.checks.set(key, check);
  }

  /**
   * Stores the value; from then on this instance uses it.
   * @throws 404 for an unknown key, 400 for a value that does not fit, 412 `changed_meanwhile`
   */
  async set(key: string, sent: unknown, caller: Caller): Promise<void> {
    const definition = this.settings.definition(key);
    const value = presentValue(definition, sent);
    const fault = valueFault(definition, value);
    if (fault) throw invalid('value', 'wrong_value', fault);
    await this.store(key as SettingKey, value as SettingValue, caller);
    await this.settings.settled();
  }

  /** The stored value, which stays as it is until this transaction ends. */
  async hold<K extends SettingKey>(tx: Transaction, key: K): Promise<Settings[K]> {
    await tx.lock(`setting:${key}`);
    const row = await tx.rows.findOneBy(SettingRow, { key });
    return this.settings.valueOf(key, row?.value.value);
  }

  private store(key: SettingKey, value: SettingValue, caller: Caller): Promise<void> {
    return this.changes.run(caller, 'backend.config.update', async (tx, about) => {
      const before = await this.hold(tx, key);
      await this.unchanged.require(tx, caller, `setting:${key}`, { key, value: before });
      await this.checks.get(key)?.(value, caller, tx);
      if (changedMembers({ value: before }, { value }).length === 0) return about('nothing');
      const row = { key, value: { value }, updatedAt: new Date(this.clock.now()) };
      await tx.rows.upsert(SettingRow, row, ['key']);
      const detail = { from: before, to: value };
      about({ subject: `setting:${key}`, forget: ['setting', key], detail });
    });
  }
}
