import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import type { Stage } from './stage.js';

/** What a program tells at the end of a flow. */
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
 * A program in another language that walks its library's flows, one after the other. What they have
 * in common is JSON in its last word, and each flow is a line of JSON. It answers with lines of a word
 * and a value: `GO` and an address for the browser, and then reads where that came back to; `ENTER` and
 * a device's code; `DONE` and its report.
 */
export class Program {
  private child?: ChildProcessWithoutNullStreams;
  private lines: AsyncIterator<string>;
  private complaint = '';

  constructor(
    private readonly stage: Stage,
    private readonly command: string[],
  ) {
    afterAll(() => void this.child?.stdin.end());
  }

  /** @param more what only this flow needs */
  async walk(flow: string, app: TestApp, more: Record<string, string> = {}): Promise<Report> {
    this.child ??= this.start();
    this.say(JSON.stringify({ flow, key: app.appKey, secret: app.appSecret, ...more }));
    for (;;) {
      const line = await this.lines.next();
      if (line.done) break;
      const [, word = '', value = ''] = /^(\w+) (.*)$/.exec(line.value) ?? [];
      if (word === 'DONE') return JSON.parse(value) as Report;
      this.say(await this.answer(word, value));
    }
    this.child = undefined;
    throw new Error(`${this.command.join(' ')} broke off ${flow}: ${this.complaint}`);
  }

  private start(): ChildProcessWithoutNullStreams {
    const [program = '', ...words] = this.command;
    const { url: server, person, key } = this.stage;
    const { username, password } = person;
    const privateKey = String(key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const common = { server, username, password, privateKey, callback: CALLBACK };
    const child = spawn(program, [...words, JSON.stringify(common)]);
    this.complaint = '';
    child.stderr.on('data', (text: Buffer) => (this.complaint += text.toString()));
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return child;
  }

  private say(line: string): void {
    this.child?.stdin.write(`${line}\n`);
  }

  private async answer(word: string, value: string): Promise<string> {
    if (word === 'GO') return (await this.stage.agree(value)).href;
    if (word !== 'ENTER') throw new Error(`A line that says nothing: ${word} ${value}`);
    await this.stage.agreeToDevice(value);
    return 'agreed';
  }
}
