import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPresent } from './programs.js';

/** Debian puts it where only an administrator's PATH leads. */
const NGINX = isPresent('nginx') ? 'nginx' : '/usr/sbin/nginx';

/** Whether nginx is installed here. */
export const hasNginx = isPresent('nginx') || isPresent('../sbin/nginx');

/** The lines that a page of `docs` shows for nginx, below a heading. */
export function documented(page: string, heading: string): string {
  const text = readFileSync(join(__dirname, '../../docs', page), 'utf8');
  const [, below = ''] = text.split(`${heading}\n`);
  const [, lines] = /```nginx\n(.*?)```/s.exec(below) ?? [];
  if (!lines) throw new Error(`docs/${page} shows no lines for nginx below ${heading}.`);
  return lines;
}

/** A real nginx with one server. */
export class Nginx {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gatehouse-nginx-'));
  private child?: ChildProcess;
  private complaint = '';

  /** @param locations what stands within `server { … }` */
  constructor(
    private readonly port: number,
    private readonly locations: string,
  ) {}

  async start(): Promise<void> {
    const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const folders = kinds.map((kind) => `${kind}_temp_path ${join(this.folder, kind)};`);
    const file = join(this.folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${join(this.folder, 'pid')}; error_log stderr;
events {}
http { access_log off; ${folders.join(' ')}
server { listen 127.0.0.1:${this.port};
${this.locations} } }`,
    );
    const child = spawn(NGINX, ['-c', file, '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => (this.complaint += chunk.toString()));
    this.child = child;
    while (!(await this.listens())) {
      if (child.exitCode !== null) throw new Error(`nginx did not start: ${this.complaint}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.kill('SIGTERM')) await once(child, 'close');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const probe = connect(this.port, '127.0.0.1');
      probe.once('connect', () => resolve(Boolean(probe.destroy())));
      probe.once('error', () => resolve(false));
    });
  }
}
