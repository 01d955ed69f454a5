/** How deep JSON may be, and how many commas it may have. */
interface Limits {
  deepest: number;
  most: number;
}

/**
 * Looks at brackets and commas alone, so that text which is a bomb is not parsed: a parser takes
 * seconds for a few million brackets.
 */
export function beyondLimits(text: string, { deepest, most }: Limits): 'deep' | 'long' | undefined {
  let [depth, commas] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') index = endOfString(text, index);
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (sign === ',') commas += 1;
    if (depth > deepest) return 'deep';
    if (commas > most) return 'long';
  }
  return undefined;
}

/** The index of the quote that closes a string, or the end of the text. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
