import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './children.js';
import { temporaryFolders } from './nginx.js';
import { isPresent } from './programs.js';
import { freePort } from './testbed.js';

/** The proxies that stand in front of an API in these tests, with the files of `examples/`. */
export const PROXIES = ['nginx', 'caddy', 'haproxy'] as const;
export type ProxyName = (typeof PROXIES)[number];

/** What a test puts in the place of what the examples say. */
export interface Surroundings {
  /** Host and port of Gatehouse. */
  gatehouse: string;
  /** The port of the API. */
  api: number;
  gateKey: string;
  /** The main file, where it is not that of the examples. */
  text?: string;
  /** Further changes of the main file: to break it on purpose. */
  edit?: (text: string) => string;
}

const EXAMPLES = join(__dirname, '../../examples');
const MAIN_FILE = { nginx: 'nginx.conf', caddy: 'Caddyfile', haproxy: 'haproxy.cfg' };
/** Who asks in which dialect. */
export const DIALECT = { nginx: 'nginx', caddy: 'forward', haproxy: 'forward' } as const;

/** A real proxy that runs the very configuration that we ship, on a port of its own. */
export class Proxy {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly child: Child,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async start(name: ProxyName, surroundings: Surroundings): Promise<Proxy> {
    if (!isPresent(name) && !isPresent(`../sbin/${name}`))
      throw new Error(`${name} is not installed here; .ci/run installs it.`);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), `gatehouse-${name}-`));
    cpSync(join(EXAMPLES, name), folder, { recursive: true });
    const main = join(folder, MAIN_FILE[name]);
    writeFileSync(
      main,
      adapted(name, surroundings.text ?? readFileSync(main, 'utf8'), port, folder, surroundings),
    );
    const env = {
      PATH: `${process.env.PATH}:/usr/sbin:/usr/bin`,
      HOME: folder,
      GATE_KEY: surroundings.gateKey,
    };
    const child = await Child.serving(port, commandOf(name, main, folder), { env, cwd: folder });
    return new Proxy(port, folder, child);
  }

  async stop(): Promise<void> {
    await this.child.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function commandOf(name: ProxyName, main: string, folder: string): string[] {
  const globals = `daemon off; master_process off; pid ${join(folder, 'pid')};`;
  const commands = {
    nginx: ['nginx', '-c', main, '-e', 'stderr', '-g', globals],
    caddy: ['caddy', 'run', '--config', main, '--adapter', 'caddyfile'],
    haproxy: ['haproxy', '-db', '-f', main],
  };
  return commands[name];
}

/** The file with the ports of the test, and with what lets several of a kind run on one machine. */
function adapted(
  name: ProxyName,
  text: string,
  port: number,
  folder: string,
  { gatehouse, api, gateKey, edit = (same) => same }: Surroundings,
): string {
  const placed = text
    .replaceAll('127.0.0.1:3000', gatehouse)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${api}`)
    .replace(/\b8000\b/, String(port))
    .replaceAll('gate_gte_…', gateKey);
  const own = {
    nginx: (file: string) => file.replace('http {', `http {\n${temporaryFolders(folder)}`),
    caddy: (file: string) => `{\n\tadmin off\n}\n${file}`,
    haproxy: (file: string) => file,
  };
  return edit(own[name](placed));
}
