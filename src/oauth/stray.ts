import { isWellFormed, PREFIX } from '../common/identifiers.js';

/** What files, shells and forms leave around a value. */
export const LEFT = {
  lineBreak: 'A line break',
  whiteSpace: 'White space',
  other: 'Another character',
} as const;

/** The values that people carry from one place to another. */
export const CARRIED = {
  app: 'client ID',
  appSecret: 'secret',
  refreshToken: 'refresh token',
  authorizationCode: 'code',
} as const satisfies Partial<Record<keyof typeof PREFIX, string>>;

type Left = (typeof LEFT)[keyof typeof LEFT];
type Carried = (typeof CARRIED)[keyof typeof CARRIED];

/** A value of ours, and what came around it. */
export interface Stray {
  value: string;
  /** For the app's owner. */
  hint: `${Left} came with the ${Carried}; send it without.`;
}

/**
 * The value of ours within a text that is more than it: the checksum tells that nothing is missing.
 * Nothing when the text is the value alone, or holds none.
 */
export function strayAround(text: string, kind: keyof typeof CARRIED): Stray | undefined {
  const prefix = PREFIX[kind];
  const from = text.indexOf(prefix);
  const [value = ''] = from < 0 ? [] : (/^\w+/.exec(text.slice(from)) ?? []);
  if (value === text || !isWellFormed(value, prefix)) return undefined;
  const around = text.slice(0, from) + text.slice(from + value.length);
  return { value, hint: `${leftIn(around)} came with the ${CARRIED[kind]}; send it without.` };
}

function leftIn(around: string): Left {
  if (around.trim() !== '') return LEFT.other;
  return /[\r\n]/.test(around) ? LEFT.lineBreak : LEFT.whiteSpace;
}
