import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Changes } from '../audit/changes.js';
import { changedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { invalid, notFound } from '../common/problem.js';
import { Config } from '../config/config.js';
import { ChangeFeed } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { SettingRow } from './setting.entity.js';
import {
  type Definition,
  type Definitions,
  presentValue,
  settingDefinitions,
  type SettingKey,
  type Settings,
  type SettingValue,
  valueFault,
} from './settings.js';

/** Throws when the caller may not give the setting this value. */
type Check = (value: SettingValue, caller: Caller, tx: Transaction) => Promise<void>;

/** Keeps the settings in memory, and changes them under the rules of the modules they are about. */
@Injectable()
export class SettingsService implements OnModuleInit {
  private readonly log = new Logger(SettingsService.name);
  private readonly definitions: Definitions;
  private readonly checks = new Map<SettingKey, Check>();
  /** The values that are stored; the others have their default. */
  private stored = new Map<string, SettingValue>();
  private loading = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly clock: Clock,
    feed: ChangeFeed,
    config: Config,
  ) {
    this.definitions = settingDefinitions(config);
    feed.onChange('setting', () => this.reload());
  }

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  get<K extends SettingKey>(key: K): Settings[K] {
    return (this.stored.get(key) as Settings[K] | undefined) ?? this.definitions[key].default;
  }

  /** In alphabetical order. */
  keys(): SettingKey[] {
    return (Object.keys(this.definitions) as SettingKey[]).sort();
  }

  /** @throws Problem 404 when there is no such setting */
  definition(key: string): Definition {
    const known = this.keys().find((name) => name === key);
    if (!known) throw notFound('setting');
    return this.definitions[known];
  }

  /** Adds a rule that only a module above knows: whether what the value names is there. */
  addCheck(key: SettingKey, check: Check): void {
    this.checks.set(key, check);
  }

  /**
   * Stores the value; from then on this instance uses it.
   * @throws Problem 404 for an unknown key, 400 for a value that does not fit, 412 `changed_meanwhile`
   */
  async update(key: string, sent: unknown, caller: Caller): Promise<void> {
    const definition = this.definition(key);
    const value = presentValue(definition, sent);
    const fault = valueFault(definition, value);
    if (fault) throw invalid('value', 'wrong_value', fault);
    await this.store(key as SettingKey, value as SettingValue, caller);
    await this.loading;
  }

  /** The stored value, which stays as it is until this transaction ends. */
  async hold<K extends SettingKey>(tx: Transaction, key: K): Promise<Settings[K]> {
    await tx.lock(`setting:${key}`);
    const row = await tx.rows.findOneBy(SettingRow, { key });
    return this.valueOf(key, row?.value.value);
  }

  private store(key: SettingKey, value: SettingValue, caller: Caller): Promise<void> {
    return this.changes.run(caller, 'backend.config.update', async (tx, about) => {
      const before = await this.hold(tx, key);
      await this.changes.requireUnchanged(tx, caller, `setting:${key}`, { key, value: before });
      await this.checks.get(key)?.(value, caller, tx);
      if (changedMembers({ value: before }, { value }).length === 0) return about('nothing');
      const row = { key, value: { value }, updatedAt: new Date(this.clock.now()) };
      await tx.rows.upsert(SettingRow, row, ['key']);
      const detail = { from: before, to: value };
      about({ subject: `setting:${key}`, forget: ['setting', key], detail });
    });
  }

  /** What a stored value means: the default for nothing, and for what only another version knows. */
  private valueOf<K extends SettingKey>(key: K, stored: unknown): Settings[K] {
    const definition = this.definitions[key];
    const present = presentValue(definition, stored);
    return valueFault(definition, present) === undefined
      ? (present as Settings[K])
      : definition.default;
  }

  /** One load after the other, so that an older reading never replaces a newer one. */
  private reload(): void {
    this.loading = this.loading
      .then(() => this.load())
      .catch((error: unknown) => {
        this.log.error({ msg: 'The settings cannot be read', err: error });
      });
  }

  private async load(): Promise<void> {
    const rows = await this.database.rows.find(SettingRow);
    const known = this.keys();
    this.stored = new Map(
      rows.flatMap((row) => {
        const key = known.find((name) => name === row.key);
        return key ? [[key, this.valueOf(key, row.value.value)]] : [];
      }),
    );
  }
}
