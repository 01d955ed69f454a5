import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { notFound } from '../common/problem.js';
import { Config } from '../config/config.js';
import { ChangeFeed } from '../database/change-feed.js';
import { Database } from '../database/database.js';
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

/** The settings, in memory: who asks is answered at once. */
@Injectable()
export class SettingsService implements OnModuleInit {
  private readonly log = new Logger(SettingsService.name);
  private readonly definitions: Definitions;
  private changed = new Map<string, SettingValue>();
  private loading = Promise.resolve();

  constructor(
    private readonly database: Database,
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
    return (this.changed.get(key) as Settings[K] | undefined) ?? this.definitions[key].default;
  }

  /** What a stored value means: the default for nothing, and for what only another version knows. */
  valueOf<K extends SettingKey>(key: K, stored: unknown): Settings[K] {
    const definition = this.definitions[key];
    const present = presentValue(definition, stored);
    return valueFault(definition, present) === undefined
      ? (present as Settings[K])
      : definition.default;
  }

  /** In alphabetical order. */
  keys(): SettingKey[] {
    return (Object.keys(this.definitions) as SettingKey[]).sort();
  }

  /** @throws 404 when there is no such setting */
  definition(key: string): Definition {
    const known = this.keys().find((name) => name === key);
    if (!known) throw notFound('setting');
    return this.definitions[known];
  }

  /** Resolves when every change made known so far is in memory. */
  async settled(): Promise<void> {
    await this.loading;
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
    this.changed = new Map(
      rows.flatMap((row) => {
        const key = known.find((name) => name === row.key);
        return key ? [[key, this.valueOf(key, row.value.value)]] : [];
      }),
    );
  }
}
