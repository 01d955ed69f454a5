import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

/**
 * Matches one character that a reader sees, or a joiner between two of them. Controls, direction marks
 * and what has no width are out: they make one name look like another (Unicode TR36 §2.10). The two
 * joiners stay where scripts need them, so not beside ASCII.
 */
const VISIBLE =
  '(?:[^\\p{C}\\p{Zl}\\p{Zp}\\u115F\\u1160\\u2800\\u3164\\uFFA0]|(?<![\\x00-\\x7E])[\\u200C\\u200D](?![\\x00-\\x7E]|$))';

/** One line that says something. */
export const ONE_LINE = new RegExp(`^(?=.*[^\\s\\p{M}\\p{C}])${VISIBLE}*$`, 'u');

/** Lines of visible text, possibly none. */
export const SOME_LINES = new RegExp(`^(?:${VISIBLE}|[\\n\\r\\t])*$`, 'u');

/** A DTO field that is shown to people as a name: one line without invisible characters. */
export const IsLine = (longest: number) =>
  applyDecorators(
    IsString(),
    MaxLength(longest),
    Matches(ONE_LINE, {
      message: 'Write one line of visible characters, and at least one of them.',
      context: { code: 'one_line' },
    }),
  );

/** A DTO field of several lines that people read: no invisible characters. */
export const IsLines = (longest: number) =>
  applyDecorators(
    IsString(),
    MaxLength(longest),
    Matches(SOME_LINES, {
      message: 'Write visible characters and line ends alone.',
      context: { code: 'some_lines' },
    }),
  );
