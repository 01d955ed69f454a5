import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined } from 'class-validator';
import { entityTagOf, tagged, WithEntityTag } from '../common/entity-tag.js';
import { pageOf } from '../common/page.js';
import type { Definition, SettingKey, SettingValue } from './settings.js';

const ANY_VALUE = {
  oneOf: [
    { type: 'string' },
    { type: 'boolean' },
    { type: 'number' },
    { type: 'array', items: { type: 'string' } },
  ],
};

/** A setting and what may be put into it. */
@WithEntityTag()
export class SettingDto {
  @ApiProperty({ example: 'role_default' }) key: string;
  @ApiProperty(ANY_VALUE) value: SettingValue;
  @ApiProperty({ enum: ['string', 'boolean', 'number', 'list'] }) type: Definition['type'];
  @ApiProperty() description: string;
  @ApiProperty(ANY_VALUE) default: SettingValue;
  @ApiPropertyOptional({ type: [String], description: 'The only values there are.' })
  choices?: string[];
  @ApiProperty({ description: 'Its entity tag, for who reads it in a list.' }) etag: string;
  @ApiPropertyOptional() minimum?: number;
  @ApiPropertyOptional() maximum?: number;
}

/** One page of settings. */
export class SettingPage extends pageOf(SettingDto) {}

/** A new value; its type depends on the setting. */
export class UpdateSettingDto {
  @ApiProperty(ANY_VALUE)
  @IsDefined()
  value: SettingValue;
}

/** The answer's form of a setting. */
export function toDto(key: SettingKey, value: SettingValue, definition: Definition): SettingDto {
  const { type, description, choices, range } = definition;
  const answer = {
    key,
    value,
    type,
    description,
    default: definition.default,
    etag: entityTagOf({ key, value }),
    ...(choices && { choices: [...choices] }),
    ...(range && { minimum: range[0], maximum: range[1] }),
  };
  return tagged(answer, { key, value });
}
