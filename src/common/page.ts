import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The query of every list. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'How many entries to skip.', minimum: 0, default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  startIndex: number = 0;

  @ApiPropertyOptional({ description: 'How many entries to return.', maximum: 100, default: 16 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  count: number = 16;

  @ApiPropertyOptional({ description: 'Only entries that contain this text.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

/** One page of a list. */
export interface Page<T> {
  totalResults: number;
  /** There may be more than `totalResults`: a very long list is not counted to its end. */
  totalIsMinimum?: true;
  /** The search did not look at everything: there may be more among the older entries. */
  searchIsPartial?: true;
  startIndex: number;
  itemsPerPage: number;
  entry: T[];
}

/** The class that OpenAPI shows for a page of `entry`. */
export function pageOf<T>(entry: new () => T): new () => Page<T> {
  class PageOfEntries implements Page<T> {
    @ApiProperty({ type: 'integer' }) totalResults: number;
    @ApiPropertyOptional({
      enum: [true],
      type: 'boolean',
      description: 'There may be more: a very long list is not counted to its end.',
    })
    totalIsMinimum?: true;
    @ApiPropertyOptional({
      enum: [true],
      type: 'boolean',
      description:
        'There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most.',
    })
    searchIsPartial?: true;
    @ApiProperty({ type: 'integer' }) startIndex: number;
    @ApiProperty({ type: 'integer' }) itemsPerPage: number;
    @ApiProperty({ type: [entry] }) entry: T[];
  }
  Object.defineProperty(PageOfEntries, 'name', { value: `${entry.name}Page` });
  return PageOfEntries;
}

/** How many entries all pages have. */
export interface Total {
  counted: number;
  /** There may be more than were counted. */
  isMinimum?: boolean;
  /** A search did not look at everything. */
  isPartial?: boolean;
}

/** Wraps one page of rows that a query already cut. */
export function page<T>(query: PageQuery, [entry, total]: [T[], Total]): Page<T> {
  return {
    totalResults: total.counted,
    ...(total.isMinimum && { totalIsMinimum: true }),
    ...(total.isPartial && { searchIsPartial: true }),
    startIndex: query.startIndex,
    itemsPerPage: query.count,
    entry,
  };
}

/** Cuts a page out of a list that is in memory. */
export function pageOfList<T>(query: PageQuery, list: T[]): Page<T> {
  const end = query.startIndex + query.count;
  return page(query, [list.slice(query.startIndex, end), { counted: list.length }]);
}

/** What LIKE finds a text by in a list that is kept as JSON (the statement says `ESCAPE '!'`). */
export function jsonMember(text: string): string {
  return `%${JSON.stringify(text).replace(/[!%_]/g, '!$&')}%`;
}

/** `%text%` for LIKE, with its wildcards taken literally (the statement says `ESCAPE '!'`). */
export function likePattern(text: string): string {
  return `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}
