import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));
const LONGEST_WAIT_MS = 120_000;
const SEVERAL_CORES = cpus().length > 1;
/** Servers have the first core, the generator of requests has the second one. */
const PINNED = SEVERAL_CORES ? ['taskset', '--cpu-list', '0'] : [];

/** Moves this process, which makes the requests, away from the servers' core. */
export function leaveTheServersCore() {
  const options = { stdio: 'ignore' };
  if (SEVERAL_CORES)
    execFileSync('taskset', ['--all-tasks', '-cp', '1', String(process.pid)], options);
}

/** A server in a session of its own, with what the kernel says about all of its processes. */
export class Server {
  /**
   * Starts it and waits for its answer.
   * @param target what is started: `command`, or what makes it for a port, and `environment`
   * @param until a request that is answered with success as soon as the server works
   */
  static async start(target, until) {
    const port = await freePort();
    const began = performance.now();
    const { command } = target;
    const own = typeof command === 'function' ? command(port) : command;
    const [program, ...args] = [...PINNED, ...own];
    const child = spawn(program, args, {
      env: { ...process.env, PORT: String(port), ...target.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const server = new Server(child, target, port);
    running.add(server);
    await server.answers(until);
    server.startMs = performance.now() - began;
    return server;
  }

  constructor(child, target, port) {
    this.child = child;
    this.target = target;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      this.said += text;
    });
  }

  /** Waits until a request is answered with success. */
  async answers({ path, ...request }, deadline = performance.now() + LONGEST_WAIT_MS) {
    while (this.isAlive && performance.now() < deadline) {
      const answer = await fetch(this.url + path, request).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      await new Promise((resume) => setTimeout(resume, 2));
    }
    await this.stop();
    throw new Error(`${this.target.title} did not answer with success.\n${this.said}`);
  }

  /** Seconds of CPU that all of its processes and their threads have used. */
  cpuSeconds() {
    const ticks = this.processes().map(({ fields }) => ticksOf(fields));
    return ticks.reduce((sum, of) => sum + of, 0) / TICKS_PER_SECOND;
  }

  /** Seconds of CPU of the thread that runs JavaScript. */
  mainThreadSeconds() {
    const { pid } = this.child;
    return ticksOf(statOf(`${pid}/task/${pid}`)) / TICKS_PER_SECOND;
  }

  /** Memory in MiB, where pages that processes share count once (PSS). */
  memoryMb() {
    const kilobytes = this.processes().map(({ pid }) => {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    });
    return kilobytes.reduce((sum, of) => sum + of, 0) / 1024;
  }

  get isAlive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop() {
    running.delete(this);
    if (!this.isAlive) return;
    const ended = once(this.child, 'exit');
    process.kill(-this.child.pid, 'SIGTERM');
    await ended;
  }

  processes() {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ pid, fields: statOf(pid) }))
      .filter(({ fields }) => Number(fields?.[3]) === this.child.pid);
  }
}

const running = new Set();
process.on('exit', () => {
  for (const server of running) if (server.isAlive) process.kill(-server.child.pid, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

/** Seconds of CPU that this process and its threads have used. */
export function ownCpuSeconds() {
  return ticksOf(statOf('self')) / TICKS_PER_SECOND;
}

/** Seconds of CPU that the whole machine has used, on all cores. */
export function machineCpuSeconds() {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1);
  const busy = [user, nice, system, irq, softirq, steal].map(Number);
  return busy.reduce((sum, of) => sum + of, 0) / TICKS_PER_SECOND;
}

/** A folder that is removed when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-data-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The fields of `/proc/<pid>/stat` after the program's name, which may hold spaces. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Time in user mode and in the kernel, of the process and of children that ended. */
function ticksOf(fields) {
  return fields.slice(11, 15).reduce((sum, of) => sum + Number(of), 0);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
