const HTML = ['text/html', 'text/*'];
const JSON_TYPES = ['application/problem+json', 'application/json', 'application/*'];

/**
 * Whether an `Accept` header asks for a page (RFC 9110 §12.5.1): it names HTML, and no JSON before
 * it. A program that takes everything asks for nothing in particular.
 */
export function acceptsHtml(accept = ''): boolean {
  const ranges = new Map(accept.split(',').map(readRange));
  const html = firstOf(HTML, ranges);
  return html > 0 && html >= firstOf(JSON_TYPES, ranges);
}

/** The weight of the most specific range that is named. */
function firstOf(types: string[], ranges: Map<string, number>): number {
  const named = types.find((type) => ranges.has(type));
  return (named !== undefined && ranges.get(named)) || 0;
}

function readRange(text: string): [string, number] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  const q = weight === undefined ? 1 : Number(weight.replace(/^q\s*=\s*/, ''));
  return [type, q >= 0 && q <= 1 ? q : 0];
}
