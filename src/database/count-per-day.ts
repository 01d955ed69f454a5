import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

const DAY_MS = 86_400_000;

/** Counts rows by the day when they were created: days since 1970, from a day on. */
export async function countPerDay<T extends ObjectLiteral>(
  rows: SelectQueryBuilder<T>,
  from: Date,
): Promise<Map<number, number>> {
  const found: { day: string | number; created: string | number }[] = await rows
    .select(`${rows.alias}.createdAt / ${DAY_MS}`, 'day')
    .addSelect('COUNT(*)', 'created')
    .where(`${rows.alias}.createdAt >= :from`, { from: from.getTime() })
    .groupBy('day')
    .getRawMany();
  return new Map(found.map(({ day, created }) => [Number(day), Number(created)]));
}
