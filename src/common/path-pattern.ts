/** The longest word of a path that can name anything. */
export const LONGEST_WORD = 512;

/**
 * Whether a path, as it came, is the one spelling of a pattern: `:name` stands for one word, a last
 * `*` for the rest. What a router would read as the same is another path: an encoded letter, a slash
 * at the end, a dot segment, a slash within a word.
 */
export function fits(pattern: string, path: string): boolean {
  if (!/[:*]/.test(pattern)) return path === pattern;
  if (path === '/') return false;
  const [, ...wanted] = pattern.split('/');
  const [root, ...words] = path.split('/');
  if (root !== '' || !words.every(isPlain)) return false;
  const isOpen = wanted.at(-1) === '*';
  if (isOpen ? words.length < wanted.length : words.length !== wanted.length) return false;
  const named = isOpen ? wanted.slice(0, -1) : wanted;
  return named.every((word, index) => word.startsWith(':') || word === words[index]);
}

/** Whether a word is one segment to everybody on the way (RFC 3986 §5.2.4, §6.2.2). */
function isPlain(word: string): boolean {
  return word !== '' && word.length <= LONGEST_WORD && !/^(\.|%2e){1,2}$|\\|%2f|%5c/i.test(word);
}

/** The path of a request's target, without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
