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
    this.changed = new Map(rows.flatMap((row) => this.understood(row)));
  }

  /** Another version may have stored what this one does not know: the default holds then. */
  private understood({ key, value }: SettingRow): [string, SettingValue][] {
    const known = this.keys().find((name) => name === key);
    if (!known) return [];
    const present = presentValue(this.definitions[known], value.value);
    const isUsable = valueFault(this.definitions[known], present) === undefined;
    return isUsable ? [[key, present as SettingValue]] : [];
  }
}
