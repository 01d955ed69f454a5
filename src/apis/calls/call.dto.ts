import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';

const SPANS = [1, 7, 30, 90] as const;

/** How far back. */
export class CallsQueryDto {
  @ApiPropertyOptional({
    enum: SPANS,
    default: 7,
    description: 'How many days, today included (UTC); 1 means the last 24 hours, one by one.',
  })
  @OmittableField()
  @Type(() => Number)
  @IsIn(SPANS, { message: 'days must be 1, 7, 30 or 90' })
  days: (typeof SPANS)[number] = 7;
}

/** Which calls, for administrators. */
export class AllCallsQueryDto extends CallsQueryDto {
  @ApiPropertyOptional({ description: 'Only those by this app, by its key.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  appKey?: string;

  @ApiPropertyOptional({ description: 'Only those of this operation.' })
  @OmittableField()
  @IsString()
  @MaxLength(128)
  operation?: string;
}

/** Calls that were let through, and those that were refused. */
export class CallSums {
  @ApiProperty({ type: 'integer' }) allowed: number;
  @ApiProperty({ type: 'integer' }) refused: number;
}

/** The calls of one hour, or of one day. */
export class CallsAtDto extends CallSums {
  @ApiProperty({ format: 'date-time', description: 'When the hour or day began.' }) at: string;
}

/** The calls of one operation. */
export class CallsOfOperationDto extends CallSums {
  @ApiProperty({ example: 'deliveries.create' }) operation: string;
}

/** The calls of one app. */
export class CallsOfAppDto extends CallSums {
  @ApiProperty({ description: 'Its key; `-` for requests without a credential.' }) appKey: string;
  @ApiProperty({ type: String, nullable: true, description: 'Nothing once the app is deleted.' })
  id: string | null;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

/** Calls over some time, counted by the hour. */
export class CallsDto extends CallSums {
  @ApiProperty({ enum: ['hour', 'day'] }) unit: 'hour' | 'day';
  @ApiProperty({ type: CallSums, description: 'In the time of the same length before.' })
  before: CallSums;
  @ApiProperty({ type: [CallsAtDto], description: 'Oldest first, those without calls too.' })
  times: CallsAtDto[];
  @ApiProperty({ type: [CallsOfOperationDto], description: 'At most 100, with most calls first.' })
  operations: CallsOfOperationDto[];
}

/** Calls that have just been made. */
export class LiveCallDto {
  @ApiProperty({ example: 'deliveries.create' }) operation: string;
  @ApiProperty({ enum: ['allowed', 'refused'] }) outcome: 'allowed' | 'refused';
  @ApiProperty({ type: 'integer', description: 'How many, in the last second.' }) times: number;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'The status of the last answer, where the server that tells it has answered.',
  })
  status?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'How long that answer took.' }) ms?: number;
}

/** Calls of all apps. */
export class AllCallsDto extends CallsDto {
  @ApiProperty({ type: [CallsOfAppDto], description: 'At most 100, with most calls first.' })
  apps: CallsOfAppDto[];
}
