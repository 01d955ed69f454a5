import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './testbed.js';

/** A real Redis that keeps nothing on the disk, and that a test may kill. */
export class RedisServer {
  private child?: ChildProcess;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, empty, on the same port as ever. */
  async start(): Promise<void> {
    const words = ['--port', String(this.port), '--save', '', '--bind', '127.0.0.1'];
    this.child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of this.child.stdout ?? [])
      if (/ready to accept connections/i.test(String(line))) break;
  }

  async kill(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
