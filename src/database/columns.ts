import {
  Column,
  type ColumnOptions,
  type FindOperator,
  LessThan,
  MoreThan,
  PrimaryColumn,
} from 'typeorm';

/** Both engines hold the same neutral types, so one set of entities and migrations serves both. */

const moment = {
  to: (value: Date | null | undefined) => (value instanceof Date ? value.getTime() : value),
  from: (value: string | number | null) => (value === null ? null : new Date(Number(value))),
};

/** An identifier that we create, as primary key. */
export const Id = () => PrimaryColumn('varchar', { length: 64 });

/** Text with an upper bound. */
export const Text = (length = 255, options: ColumnOptions = {}) =>
  Column('varchar', { length, ...options });

/** Text that may be missing. */
export const OptionalText = (length = 255) => Text(length, { nullable: true });

/** A time, kept in milliseconds since 1970. Query-builder parameters need `getTime()`. */
export const Time = (options: ColumnOptions = {}) =>
  Column('bigint', { transformer: moment, ...options });

/** A time that may be missing. */
export const OptionalTime = () => Time({ nullable: true });

/** A whole number. */
export const Count = (initial = 0) => Column('integer', { default: initial });

/** A sum that may become larger than a whole number of 32 bits. */
export const Sum = () =>
  Column('bigint', { default: 0, transformer: { to: (value: number) => value, from: Number } });

/** Yes or no; written by the code, never by a column default, which the engines spell apart. */
export const Flag = () => Column('boolean');

/** Yes or no, or nothing in a row that is older than the column. */
export const OptionalFlag = () => Column('boolean', { nullable: true });

/** A list or an object as JSON text. */
export const Json = (options: ColumnOptions = {}) => Column('simple-json', options);

/**
 * "Later than" on a time column, for `update` and `delete` too: those hand a Date to the driver
 * without the transformer, and the comparison would silently match nothing.
 * @param now milliseconds since 1970
 */
export const laterThan = (now: number) => MoreThan(now) as unknown as FindOperator<Date>;

/** "Earlier than", in the same way. */
export const earlierThan = (now: number) => LessThan(now) as unknown as FindOperator<Date>;
