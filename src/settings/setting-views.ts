import { Injectable } from '@nestjs/common';
import { type Page, pageOfList, type PageQuery } from '../common/page.js';
import type { Caller } from '../operations/caller.js';
import { type SettingDto, toDto } from './setting.dto.js';
import { SettingChanges } from './setting-changes.js';
import type { SettingKey } from './settings.js';
import { SettingsService } from './settings.service.js';

/** The settings as administrators see them. */
@Injectable()
export class SettingViews {
  constructor(
    private readonly settings: SettingsService,
    private readonly changes: SettingChanges,
  ) {}

  list(query: PageQuery): Page<SettingDto> {
    const text = (query.search ?? '').toLowerCase();
    const all = this.settings.keys().map((key) => this.get(key));
    const found = all.filter(({ key, description }) =>
      `${key} ${description}`.toLowerCase().includes(text),
    );
    return pageOfList(query, found);
  }

  /** @throws 404 */
  get(key: string): SettingDto {
    const definition = this.settings.definition(key);
    return toDto(key as SettingKey, this.settings.get(key as SettingKey), definition);
  }

  /** @throws 404, 400, and 403 where a value would grant what the caller does not hold */
  async set(key: string, value: unknown, caller: Caller): Promise<SettingDto> {
    await this.changes.set(key, value, caller);
    return this.get(key);
  }
}
