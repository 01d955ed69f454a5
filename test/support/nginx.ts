import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './children.js';
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
  private child?: Child;

  /** @param locations what stands within `server { … }` */
  constructor(
    private readonly port: number,
    private readonly locations: string,
  ) {}

  async start(): Promise<void> {
    const file = join(this.folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${join(this.folder, 'pid')}; error_log stderr;
events {}
http { ${temporaryFolders(this.folder)}
server { listen 127.0.0.1:${this.port};
${this.locations} } }`,
    );
    this.child = await Child.serving(this.port, [NGINX, '-c', file, '-e', 'stderr']);
  }

  async stop(): Promise<void> {
    await this.child?.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What lets nginx run for anybody, and beside another. */
export function temporaryFolders(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const lines = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`);
  return `access_log off; ${lines.join(' ')}`;
}
