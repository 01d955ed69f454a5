import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const SCRIPT = join(__dirname, 'python.py');

const hasModule = (name: string) => spawnSync('python3', ['-c', `import ${name}`]).status === 0;

/** Where the library is missing there are no tests of it: none that is skipped counts as passed. */
const describeWith = (module: string, library: string, tests: (library: string) => void) => {
  if (hasModule(module)) describe(library, () => tests(library));
  else it.todo(`${library} is not installed here`);
};

describe('Python', () => {
  const stage = new Stage();

  /** Runs the script to the token that the library gets; the person does the browser's part. */
  const walk = async (library: string, flow: string, { appKey, appSecret }: TestApp) => {
    const { username, password } = stage.person;
    const words = [library, flow, stage.url, appKey, appSecret, username, password, CALLBACK];
    const child = spawn('python3', [SCRIPT, ...words]);
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const [word, value = ''] = line.split(' ');
      if (word === 'TOKEN') return value;
      child.stdin.write(`${(await stage.agree(value)).href}\n`);
    }
    throw new Error(complaint);
  };

  describeWith('requests_oauthlib', 'requests-oauthlib', (library) => {
    it('client_credentials', async () => {
      const token = await walk(library, 'client_credentials', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });

    it('password', async () => {
      const token = await walk(library, 'password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      const token = await walk(library, 'authorization_code', stage.app);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope: 'deliveries' });
    });

    it('refresh_token', async () => {
      const token = await walk(library, 'refresh_token', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });
  });

  describeWith('authlib', 'authlib', (library) => {
    it('client_credentials', async () => {
      const token = await walk(library, 'client_credentials', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });

    it('password', async () => {
      const token = await walk(library, 'password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      const token = await walk(library, 'authorization_code', stage.app);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope: 'deliveries' });
    });

    it('refresh_token', async () => {
      const token = await walk(library, 'refresh_token', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });

    it('revocation', async () => {
      expect(await stage.takes(await walk(library, 'revocation', stage.app))).toBe(false);
    });
  });
});
