import type { IncomingMessage } from 'node:http';
import { Problem } from '../common/problem.js';

const LARGEST = 128 * 1024;

/**
 * Reads a question that is a JSON object. A member that is there twice is refused: two programs could
 * read two questions.
 * @throws Problem 400, 413
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new Problem(413, 'too_large', 'The question is too large.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'ambiguous_request', 'The question is no JSON.');
  }
  if (repeatsMember(text))
    throw new Problem(400, 'ambiguous_request', 'The question has a member twice.');
  return value;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Whether an object of a JSON text has a name twice; the text is well-formed. */
function repeatsMember(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const names = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && names) {
      const name = String(JSON.parse(last));
      if (names.has(name)) return true;
      names.add(name);
    }
    last = token;
  }
  return false;
}
