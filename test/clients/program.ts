import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import type { Stage } from './stage.js';

/** What a program tells at its end. */
export interface Report {
  /** The access token that its library holds at last. */
  token: string;
  /** The one that it held before. */
  before?: string;
  /** What the library read in the answer, where that is what the flow is for. */
  seen?: unknown;
}

/** Whether the program is here and ends well. */
export function works(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).status === 0;
}

/** Where a library is missing there are no tests of it: none that is skipped counts as passed. */
export function describeWith(library: string, isHere: boolean, tests: () => void): void {
  if (isHere) describe(library, tests);
  else it.todo(`${library} is not installed here`);
}

/**
 * One flow of a library in another language, by a program that gets what it needs as JSON. Each of
 * its lines is a word and a value: `GO` and an address for the browser, and it reads where that came
 * back to; `ENTER` and a device's code; `DONE` and its report.
 */
export async function walk(
  stage: Stage,
  [program = '', ...words]: string[],
  flow: string,
  app: TestApp,
): Promise<Report> {
  const child = spawn(program, [...words, JSON.stringify(needs(stage, flow, app))]);
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  for await (const line of createInterface(child.stdout)) {
    const [, word, value = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (word === 'DONE') return JSON.parse(value) as Report;
    child.stdin.write(`${await answer(stage, word, value)}\n`);
  }
  throw new Error(`${program} ended in the middle of ${flow}: ${complaint}`);
}

function needs({ url, person, key }: Stage, flow: string, app: TestApp) {
  return {
    flow,
    server: url,
    key: app.appKey,
    secret: app.appSecret,
    privateKey: String(key.privateKey.export({ format: 'pem', type: 'pkcs8' })),
    username: person.username,
    password: person.password,
    callback: CALLBACK,
  };
}

async function answer(stage: Stage, word = '', value: string): Promise<string> {
  if (word === 'GO') return (await stage.agree(value)).href;
  if (word !== 'ENTER') throw new Error(`A line that says nothing: ${word} ${value}`);
  await stage.agreeToDevice(value);
  return 'agreed';
}
