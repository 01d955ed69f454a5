import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPresent } from '../support/programs.js';

/** The snippets' languages, and what runs them as pasted. */
const RUNNERS = {
  curl: ['bash'],
  JavaScript: ['node'],
  Python: ['python3'],
  PHP: ['php'],
  Ruby: ['ruby'],
  Go: ['go', 'run'],
};
export type SnippetLanguage = keyof typeof RUNNERS;

/** The languages of snippets that run on this machine. */
export function runnableLanguages(): SnippetLanguage[] {
  return (Object.keys(RUNNERS) as SnippetLanguage[]).filter((each) =>
    isPresent(RUNNERS[each][0] ?? ''),
  );
}

/** Runs a program from a file, as somebody does who pasted it. */
export async function runPasted(language: SnippetLanguage, code: string): Promise<string> {
  const file = join(
    mkdtempSync(join(tmpdir(), 'snippet-')),
    language === 'Go' ? 'program.go' : 'program',
  );
  writeFileSync(file, code);
  const [program = '', ...before] = RUNNERS[language];
  return (await promisify(execFile)(program, [...before, file])).stdout;
}
