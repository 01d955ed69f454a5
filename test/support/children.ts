import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** A program that serves on a port of this machine, and that a test may kill. */
export class Child {
  /** What it printed, line by line. */
  readonly lines: string[] = [];
  private complaint = '';
  private rest = '';

  private constructor(private readonly process: ChildProcess) {
    process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.rest + text).split('\n');
      this.rest = lines.pop() ?? '';
      this.lines.push(...lines);
    });
    process.stderr?.on('data', (chunk: Buffer) => (this.complaint += chunk.toString()));
    process.once('error', (error) => (this.complaint += error.message));
  }

  /** Starts it and waits until it listens. @throws Error with what it said when it does not */
  static async serving(
    port: number,
    [program = '', ...words]: string[],
    options: SpawnOptions = {},
  ): Promise<Child> {
    const child = new Child(
      spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options }),
    );
    const deadline = Date.now() + 30_000;
    while (!(await listens(port))) {
      if (child.isOver || Date.now() > deadline)
        throw new Error(`${program} does not serve: ${child.complaint.slice(-2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return child;
  }

  private get isOver(): boolean {
    const { exitCode, signalCode, pid } = this.process;
    return exitCode !== null || signalCode !== null || pid === undefined;
  }

  /** Sends a signal; resolves when the program is gone. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.isOver) return;
    const gone = once(this.process, 'close');
    this.process.kill(signal);
    await gone;
  }

  /** Sends a signal that it lives on with: to halt it, say. */
  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }
}

/** Whether somebody listens on this port. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1');
    probe.once('connect', () => resolve(Boolean(probe.destroy())));
    probe.once('error', () => resolve(false));
  });
}
