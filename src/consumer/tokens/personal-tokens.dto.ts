import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { IsLine } from '../../common/text.js';
import { Later } from '../../common/state-rule.js';
import { IsTime } from '../../common/time.js';
import { pageOf } from '../../common/page.js';
import { IsScopeList } from '../../scopes/scope-list.js';

/** A personal token lives no longer. */
export const LONGEST_DAYS = 365;

/** A personal access token, without the token. */
export class PersonalTokenDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: String, nullable: true, description: 'The only account it works for.' })
  accountId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the account is called.' })
  accountName: string | null;
  @ApiProperty() createdAt: string;
  @ApiProperty() lastUsedAt: string;
  @ApiProperty() expiresAt: string;
}

export class PersonalTokenPage extends pageOf(PersonalTokenDto) {}

/** A new personal access token; the only answer that shows it. */
export class PersonalTokenWithSecretDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Shown once.' }) token: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: String, nullable: true, description: 'The only account it works for.' })
  accountId: string | null;
  @ApiProperty() expiresAt: string;
}

/** What a person asks for. */
export class CreatePersonalTokenDto {
  @ApiProperty({ maxLength: 255, example: 'Nightly export' })
  @IsLine(255)
  name: string;

  @ApiProperty({ type: [String], description: 'No scope that you lack.' })
  @IsScopeList(100, { least: 1 })
  scopes: string[];

  @ApiPropertyOptional({
    description: `At most ${LONGEST_DAYS} days ahead; 30 days ahead when missing.`,
  })
  @OmittableField()
  @IsTime()
  @Later('aheadOfNow', LONGEST_DAYS)
  expiresAt?: string;

  @ApiPropertyOptional({ description: 'The only account it works for: one that you may use.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  accountId?: string;
}
