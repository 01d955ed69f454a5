import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dropDatabase, folder, newDatabase } from './databases.js';
import { ADMIN, freePort } from './testbed.js';
import { unique } from './unique.js';
import { Wire } from './wire.js';

const MAIN = join(__dirname, '../../dist/server/boot.js');

/** The built program as a process of its own, which a test may kill. */
export class Server {
  readonly clock = { now: () => Date.now() };
  readonly wire: Wire;
  /** What it printed, on both streams. */
  printed = '';
  private child?: ChildProcess;

  constructor(
    readonly env: Record<string, string>,
    private readonly database?: string,
    private readonly main = MAIN,
  ) {
    this.wire = new Wire((env.PUBLIC_URL ?? '').replace(/\/$/, ''));
  }

  /** The process's number, while it runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it and waits until it serves. */
  async start(): Promise<void> {
    this.run();
    const deadline = Date.now() + 30_000;
    for (;;) {
      const ready = await this.wire.get('/system/health/ready').catch(() => undefined);
      if (ready?.status === 200) return;
      if (this.child?.exitCode !== null || Date.now() > deadline)
        throw new Error(`The server did not start:\n${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Runs a command to its end; answers the exit code. */
  async command(...words: string[]): Promise<number> {
    this.run(...words);
    return this.ended();
  }

  /** Sends a signal and waits for the end; answers the exit code, or nothing when it was killed. */
  async signal(name: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    this.child?.kill(name);
    return this.ended();
  }

  async stop(): Promise<void> {
    if (this.child?.exitCode === null && this.child.signalCode === null)
      await this.signal('SIGKILL');
    if (this.database) await dropDatabase(this.database);
  }

  private run(...words: string[]): void {
    if (!existsSync(this.main))
      throw new Error('Run "npm run build" first: this test starts dist/.');
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [this.main, ...words], {
      env: { PATH, HOME, ...this.env },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    this.child = child;
  }

  /** Waits for the end; answers the exit code, or -1 when it was killed. */
  async ended(): Promise<number> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'close');
    return child?.exitCode ?? -1;
  }
}

/**
 * A server with a migrated database and a folder of its own, not started yet.
 * @param main the built program, where it is not that of the project
 */
export async function newServer(env: Record<string, string> = {}, main?: string): Promise<Server> {
  const name = unique('process');
  const url = await newDatabase(name);
  const dataDir = join(folder(), name);
  mkdirSync(dataDir);
  const port = await freePort();
  const usual = {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    ADMIN_USERNAME: ADMIN.username,
    ADMIN_PASSWORD: ADMIN.password,
    RATE_LIMIT: 'off',
  };
  return new Server({ ...usual, ...env }, name, main);
}
