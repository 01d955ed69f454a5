import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { OmittableField } from '../common/omittable-field.js';

/** So many days are kept. */
export const MOST_DAYS = 90;

/** How far back. */
export class StatisticQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many days, today included.',
    minimum: 1,
    maximum: MOST_DAYS,
    default: 30,
  })
  @OmittableField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days: number = 30;
}

export class StatisticDay {
  @ApiProperty({ example: '2026-11-21' }) date: string;
  @ApiProperty({ type: 'integer', description: 'People who joined.' }) people: number;
  @ApiProperty({ type: 'integer', description: 'Apps that were made.' }) apps: number;
  @ApiProperty({ type: 'integer', description: 'Tokens issued.' }) issued: number;
  @ApiProperty({ type: 'integer', description: 'Token requests refused.' }) failed: number;
}

export class StatisticTotals {
  @ApiProperty({ type: 'integer' }) people: number;
  @ApiProperty({ type: 'integer' }) apps: number;
  @ApiProperty({ type: 'integer', description: 'Live grants.' }) grants: number;
  @ApiProperty({
    format: 'date-time',
    description: 'When these were counted: at most once a minute where there are many.',
  })
  countedAt: string;
}

/** The last days, and what there is now. */
export class StatisticDto {
  @ApiProperty({ type: [StatisticDay] }) days: StatisticDay[];
  @ApiProperty() totals: StatisticTotals;
}
