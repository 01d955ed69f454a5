import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DayField } from '../../common/day-field.js';
import { OmittableField } from '../../common/omittable-field.js';
import { pageOf, PageQuery } from '../../common/page.js';
import { AppSecretDto } from '../secrets/app-secret.dto.js';

/** What happened in one hour, counted. */
export class ActivityEntryDto {
  @ApiProperty({ description: 'The last time in that hour.' }) at: string;
  @ApiProperty({ description: '`issued`, or the error code of a failure.' }) event: string;
  @ApiProperty({ description: 'The grant type, or the reason of the failure.' }) detail: string;
  @ApiProperty({ type: 'integer' }) times: number;
  @ApiProperty({ type: String, nullable: true }) ip: string | null;
}

const OUTCOMES = ['issued', 'failed'] as const;

/** What apps did, of all of them. */
export class ActivityOfAllQuery extends PageQuery {
  @DayField('Only what happened on this day.')
  day?: string;

  @ApiPropertyOptional({ enum: OUTCOMES, description: 'Only tokens, or only refusals.' })
  @OmittableField()
  @IsIn(OUTCOMES)
  outcome?: (typeof OUTCOMES)[number];
}

/** What an app did in one hour, counted, with the app's name. */
export class AppActivityEntryDto extends ActivityEntryDto {
  @ApiProperty() appId: string;
  @ApiProperty() appName: string;
}

/** One page of what apps did. */
export class AppActivityPage extends pageOf(AppActivityEntryDto) {}

/** What an app did: totals, secrets, and a page of hours, newest first. */
export class ActivityDto {
  @ApiProperty({ type: 'integer', description: 'Tokens issued.' }) issued: number;
  @ApiProperty({ type: 'integer', description: 'Token requests refused.' }) failed: number;
  @ApiProperty({ type: String, nullable: true }) lastUsedAt: string | null;
  @ApiProperty({ type: [AppSecretDto] }) secrets: AppSecretDto[];
  @ApiProperty({ type: 'integer' }) totalResults: number;
  @ApiProperty({ type: 'integer' }) startIndex: number;
  @ApiProperty({ type: 'integer' }) itemsPerPage: number;
  @ApiProperty({ type: [ActivityEntryDto] }) entry: ActivityEntryDto[];
}
