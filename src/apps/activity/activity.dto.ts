import { ApiProperty } from '@nestjs/swagger';
import { AppSecretDto } from '../secrets/app-secret.dto.js';

/** What happened in one hour, counted. */
export class ActivityEntryDto {
  @ApiProperty({ description: 'The last time in that hour.' }) at: string;
  @ApiProperty({ description: '`issued`, or the error code of a failure.' }) event: string;
  @ApiProperty({ description: 'The grant type, or the reason of the failure.' }) detail: string;
  @ApiProperty({ type: 'integer' }) times: number;
  @ApiProperty({ type: String, nullable: true }) ip: string | null;
}

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
