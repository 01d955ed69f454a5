import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';

/** A heading of a text, with the anchor that leads to it. */
export interface Heading {
  anchor: string;
  text: string;
  /** 2 to 6: the page's own title is the first. */
  level: number;
}

/** A text as it is laid out. */
export interface Parsed {
  tokens: MarkedToken[];
  headings: Map<Tokens.Heading, Heading>;
}

const DEEPEST = 60;

/** Reads Markdown; nothing when it is nested deeper than anybody writes. */
export function parse(markdown: string): Parsed | undefined {
  try {
    const tokens = lexer(markdown) as MarkedToken[];
    if (isDeeper(tokens, DEEPEST)) return undefined;
    return { tokens, headings: headingsOf(tokens) };
  } catch {
    return undefined;
  }
}

/** The words of a text without its marks. */
export function plainText(tokens: readonly Token[]): string {
  return (tokens as MarkedToken[])
    .map((token) => {
      if (token.type === 'br') return ' ';
      if ('tokens' in token && token.tokens) return plainText(token.tokens);
      return 'text' in token ? decoded(token.text) : '';
    })
    .join('');
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  laquo: '«',
  raquo: '»',
  rarr: '→',
  larr: '←',
  times: '×',
};

/** Turns character references into what they stand for; the library leaves them to a browser. */
export function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (all, ...found) => {
    const [decimal, hexadecimal, name] = found as (string | undefined)[];
    if (name) return ENTITIES[name] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : all;
  });
}

/** The anchor of a heading, as links within a text name it. */
export function anchorOf(text: string): string {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  // The prefix keeps it apart from what the portal itself names.
  return `section-${words || 'text'}`;
}

function isDeeper(tokens: readonly Token[], levels: number): boolean {
  if (levels === 0) return true;
  return (tokens as MarkedToken[]).some((token) => {
    const inner =
      token.type === 'list' ? token.items : 'tokens' in token ? token.tokens : undefined;
    return inner !== undefined && isDeeper(inner, levels - 1);
  });
}

function headingsOf(tokens: readonly MarkedToken[]): Map<Tokens.Heading, Heading> {
  const found = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  // Levels without a gap: the first one below the title, whichever the writer began with.
  const depths = [...new Set(found.map(({ depth }) => depth))].sort();
  const used = new Map<string, number>();
  return new Map(
    found.map((token) => {
      const text = plainText(token.tokens);
      const wanted = anchorOf(text);
      const count = used.get(wanted) ?? 0;
      used.set(wanted, count + 1);
      const anchor = count > 0 ? `${wanted}-${count}` : wanted;
      return [token, { anchor, text, level: Math.min(2 + depths.indexOf(token.depth), 6) }];
    }),
  );
}
