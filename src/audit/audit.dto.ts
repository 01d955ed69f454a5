import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery, pageOf } from '../common/page.js';
import { IsTime } from '../common/time.js';
import type { AuditEntry } from './audit-entry.entity.js';
import type { EntryNames } from './audit-names.js';
import { AUDIT_GROUPS, type AuditGroup } from './audit.groups.js';

/** Which entries of the audit log. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'An event, or a name above events: `backend.role`.' })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  event?: string;

  @ApiPropertyOptional({
    enum: AUDIT_GROUPS,
    description:
      'Only what was changed; or only sign-ins, sessions, consents and credentials, and what was refused.',
  })
  @IsOptional()
  @IsIn(AUDIT_GROUPS)
  group?: AuditGroup;

  @ApiPropertyOptional({ description: 'Only what this person did.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  userId?: string;

  @ApiPropertyOptional({
    description: 'Only what was done to this: `user:…`, `app:…`, `role:…`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(160)
  subject?: string;

  @ApiPropertyOptional({
    description: 'Not before this time (RFC 3339, with an offset).',
    format: 'date-time',
  })
  @IsOptional()
  @IsTime()
  from?: string;

  @ApiPropertyOptional({
    description: 'Before this time (RFC 3339, with an offset).',
    format: 'date-time',
  })
  @IsOptional()
  @IsTime()
  to?: string;
}

/** Which entries, without a page. */
export class AuditFilter extends OmitType(AuditQuery, ['startIndex', 'count']) {}

const FORMATS = ['csv', 'jsonl'] as const;

export type ExportFormat = (typeof FORMATS)[number];

/** Which entries, and written how. */
export class AuditExportQuery extends AuditFilter {
  @ApiProperty({ enum: FORMATS, description: 'How it is written.' })
  @IsIn(FORMATS)
  format: ExportFormat;
}

/** One thing somebody did. */
export class AuditEntryDto {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'backend.role.update' }) event: string;
  @ApiProperty({ type: String, nullable: true }) userId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The key of the app that acted.' })
  appKey: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'role:rol_…' }) subject: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The person’s user name, else the app’s name; the id of who is gone.',
  })
  actor: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The name of the app that acted.' })
  appName: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the subject is called now; its id when it is gone.',
  })
  subjectName: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What the ids in `detail` are called now, by id.',
  })
  names: Record<string, string>;

  @ApiProperty({ type: String, nullable: true }) ip: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What changed.' })
  detail: Record<string, unknown>;

  @ApiProperty({
    type: 'integer',
    description: 'How often it happened in that hour; `at` is the last time.',
  })
  times: number;
}

/** One page of the audit log. */
export class AuditEntryPage extends pageOf(AuditEntryDto) {}

/** The answer's form of a row. */
export function toDto({ at, ...entry }: AuditEntry, names: EntryNames): AuditEntryDto {
  return { ...entry, ...names, at: at.toISOString() };
}
