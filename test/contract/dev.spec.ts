/** @database sqlite */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cast, expectStatus } from '../support/cast.js';
import { folder } from '../support/databases.js';
import { freePort } from '../support/testbed.js';
import { type Answer, Wire } from '../support/wire.js';

const ROOT = join(__dirname, '../..');

jest.setTimeout(240_000);

describe('npm run dev', () => {
  let copy: string;
  let wire: Wire;
  let child: ChildProcess;
  let printed = '';
  beforeAll(async () => {
    copy = mkdtempSync(join(folder(), 'dev-'));
    for (const name of ['src', 'packages', 'scripts', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const port = await freePort();
    wire = new Wire(`http://127.0.0.1:${port}`);
    const { PATH = '', HOME = '' } = process.env;
    child = spawn(process.execPath, [join(copy, 'scripts/dev.mjs')], {
      cwd: copy,
      detached: true,
      env: { PATH, HOME, PORT: String(port), DATABASE_URL: `sqlite:${copy}/precious.sqlite` },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await seen(() => printed.includes('Logins'));
  });
  afterAll(() => {
    if (isRunning()) process.kill(-(child.pid ?? 0), 'SIGKILL');
  });

  /** Whether a process of the group is left. */
  function isRunning(): boolean {
    try {
      return process.kill(-(child.pid ?? 0), 0);
    } catch {
      return false;
    }
  }

  /** Looks again and again until it is so. */
  async function seen(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 120_000; !(await isSo());) {
      if (Date.now() > deadline) throw new Error(`Never:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  function edit(path: string, from: string, to: string): void {
    const file = join(copy, path);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}.`);
    writeFileSync(file, text.replace(from, to));
  }

  it('prints the address and the logins, and keeps its data in a folder of its own', () => {
    expect(printed).toContain(`http://localhost:${new URL(wire.url).port}\n`);
    expect(printed).toContain('seven-lemon-trees');
    expect(printed).toContain('ada ');
    expect(existsSync(join(copy, '.data/dev/gatehouse.sqlite'))).toBe(true);
    expect(existsSync(join(copy, 'precious.sqlite'))).toBe(false);
  });

  it('has the demo data: Ada logs in and sees her two apps', async () => {
    const { token } = await new Cast({ wire, clock: Date }).login('ada', 'seven-lemon-trees');
    const { body } = expectStatus(200, await wire.get('/consumer/app', { token }));
    expect(body.totalResults).toBe(2);
  });

  it('answers the pages of the portal from their sources, and everything else by the server', async () => {
    for (const page of ['/', '/apps', '/apps/app_1', '/admin/users'])
      expect([page, expectStatus(200, await wire.get(page)).text]).toEqual([
        page,
        expect.stringContaining('/@vite/client'),
      ]);
    const server = `http://localhost:${new URL(wire.url).port}`;
    expect((await wire.get('/.well-known/openid-configuration')).body.issuer).toBe(server);
    const unknown: Answer = await wire.get('/nothing');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
  });

  it('takes up a change of the server, and outlives one that cannot be compiled', async () => {
    const title = async () => (await wire.get('/api/docs.json')).body.info?.title;
    edit('src/app.setup.ts', ".setTitle('Gatehouse')", ".setTitle('Gate')(");
    await seen(() => printed.includes('app.setup.ts'));
    expect(await title()).toBe('Gatehouse');
    edit('src/app.setup.ts', ".setTitle('Gate')(", ".setTitle('Gate')");
    await seen(async () => (await title()) === 'Gate');
  });

  it('takes up a change of the portal', async () => {
    edit('src/portal/web/main.tsx', 'has no #root', 'has no element #root');
    await seen(async () => (await wire.get('/main.tsx')).text.includes('has no element #root'));
  });

  it('ends with its server', async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await seen(() => !isRunning());
  });
});
