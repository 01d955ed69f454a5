import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../support/children.js';
import { isPresent, rawHttp } from '../support/programs.js';
import { freePort } from '../support/testbed.js';

/** What a backend says of one request that reached it. */
export interface Arrival {
  /** The operation that its own router chose, without the API's name. */
  operation: string | null;
  method: string;
  target: string;
  headers: [name: string, value: string][];
  /** Express alone tells it. */
  body?: string;
}

/** Programs that we did not write, each with its own router. */
export const BACKENDS = ['express', 'fastify', 'flask', 'php', 'ruby', 'go'] as const;
export type BackendName = (typeof BACKENDS)[number];

const FOLDER = join(__dirname, 'backends');
const PROGRAM = {
  express: process.execPath,
  fastify: process.execPath,
  flask: '/usr/bin/python3',
  php: 'php',
  ruby: 'ruby',
  go: 'go',
};

/** An API in some language that tells which operation it understood. */
export class Backend {
  private seen = 0;

  private constructor(
    readonly port: number,
    private readonly child: Child,
    private readonly folder: string,
  ) {}

  static async start(name: BackendName): Promise<Backend> {
    const program = PROGRAM[name];
    if (!isPresent(program) && !program.startsWith('/'))
      throw new Error(`${program} is not installed here; .ci/run installs it.`);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-backend-'));
    const command = commandOf(name, program, port, folder);
    const child = await Child.serving(port, command, { cwd: FOLDER });
    return new Backend(port, child, folder);
  }

  /** What reached it since the last time. */
  async arrivals(): Promise<Arrival[]> {
    const marker = `/marker-${Date.now()}`;
    await rawHttp(`http://127.0.0.1:${this.port}`, `GET ${marker} HTTP/1.1`);
    for (;;) {
      const fresh = this.child.lines.slice(this.seen);
      const end = fresh.findIndex((line) => line.includes(marker));
      if (end >= 0) {
        this.seen += end + 1;
        return fresh.slice(0, end).map((line) => JSON.parse(line) as Arrival);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async stop(): Promise<void> {
    await this.child.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function commandOf(name: BackendName, program: string, port: number, folder: string): string[] {
  const address = `127.0.0.1:${port}`;
  if (name === 'go') {
    const binary = join(folder, 'nethttp');
    const env = { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'off' };
    execFileSync('go', ['build', '-o', binary, join(FOLDER, 'nethttp.go')], { env });
    return [binary, String(port)];
  }
  const commands = {
    express: [program, join(FOLDER, 'express.mjs'), String(port)],
    fastify: [program, join(FOLDER, 'fastify.mjs'), String(port)],
    flask: [
      program,
      '-m',
      'gunicorn',
      '-k',
      'gthread',
      '--threads',
      '4',
      '-b',
      address,
      'flask_app:app',
    ],
    php: [program, '-S', address, join(FOLDER, 'router.php')],
    ruby: [program, join(FOLDER, 'webrick.rb'), String(port)],
  };
  return commands[name];
}

/** The headers of this name, in any spelling that some program takes for it. */
export function headersOf({ headers }: Arrival, name: string): string[] {
  const folded = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return headers.filter(([each]) => folded(each) === folded(name)).map(([, value]) => value);
}
