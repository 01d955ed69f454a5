import { ApiProperty } from '@nestjs/swagger';

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

/** The last thirty days, and what there is now. */
export class StatisticDto {
  @ApiProperty({ type: [StatisticDay] }) days: StatisticDay[];
  @ApiProperty() totals: StatisticTotals;
}
