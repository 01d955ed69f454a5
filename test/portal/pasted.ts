import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPresent } from '../support/programs.js';

/** The snippets' languages, and what runs them as pasted. */
const RUNNERS = { curl: 'bash', JavaScript: 'node', Python: 'python3', PHP: 'php', Ruby: 'ruby' };
export type SnippetLanguage = keyof typeof RUNNERS;

/** The languages of snippets that run on this machine. */
export function runnableLanguages(): SnippetLanguage[] {
  return (Object.keys(RUNNERS) as SnippetLanguage[]).filter((each) => isPresent(RUNNERS[each]));
}

/** Runs a program from a file, as somebody does who pasted it. */
export async function runPasted(language: SnippetLanguage, code: string): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'snippet-')), 'program');
  writeFileSync(file, code);
  return (await promisify(execFile)(RUNNERS[language], [file])).stdout;
}
