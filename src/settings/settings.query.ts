import { Injectable } from '@nestjs/common';
import { type Page, pageOfList, type PageQuery } from '../common/page.js';
import { type SettingDto, toDto } from './setting.dto.js';
import type { SettingKey } from './settings.js';
import { SettingsService } from './settings.service.js';

/** Shows the settings as administrators see them. */
@Injectable()
export class SettingsQuery {
  constructor(private readonly settings: SettingsService) {}

  list(query: PageQuery): Page<SettingDto> {
    const text = (query.search ?? '').toLowerCase();
    const all = this.settings.keys().map((key) => this.get(key));
    const found = all.filter(({ key, description }) =>
      `${key} ${description}`.toLowerCase().includes(text),
    );
    return pageOfList(query, found);
  }

  /** @throws Problem 404 */
  get(key: string): SettingDto {
    const definition = this.settings.definition(key);
    return toDto(key as SettingKey, this.settings.get(key as SettingKey), definition);
  }
}
