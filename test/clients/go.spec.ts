/** @database sqlite */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimsOf } from '../support/wire.js';
import { describeWith, Program } from './program.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

/** Debian keeps the sources of Go's packages in one place, so nothing is fetched. */
const go = (...words: string[]) =>
  spawnSync('go', words, {
    cwd: __dirname,
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', CGO_ENABLED: '0' },
  });
const hasPackage = (name: string) => go('list', name).status === 0;

describe('Go', () => {
  const stage = new Stage();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-go-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const built = (source: string) => {
    const program = join(folder, source);
    beforeAll(() => {
      const { status, stderr } = go('build', '-o', program, 'go.go', `${source}.go`);
      if (status !== 0) throw new Error(stderr);
    }, 120_000);
    return new Program(stage, [program]);
  };

  describeWith('x/oauth2 (Go)', hasPackage('golang.org/x/oauth2/clientcredentials'), () => {
    const program = built('go-oauth2');

    it('client_credentials', async () => {
      const { token } = await program.walk('client_credentials', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });

    it('password', async () => {
      const { token } = await program.walk('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await program.walk('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('refresh_token', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { before, token } = await program.walk('refresh_token', app);
        expect(await stage.takes(before)).toBe(false);
        expect(await stage.takes(token)).toBe(true);
      }
    });
  });

  describeWith('cli/oauth (Go)', hasPackage('github.com/cli/oauth/device'), () => {
    const program = built('go-cli-oauth');

    it('device_code', async () => {
      const { token } = await program.walk('device_code', stage.publicApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });
  });

  describeWith('go-oidc', hasPackage('github.com/coreos/go-oidc'), () => {
    const program = built('go-oidc');

    it('discovery', async () => {
      expect((await program.walk('discovery', stage.app)).seen).toBe(stage.url);
    });

    it('openid', async () => {
      const { seen } = await program.walk('openid', stage.app);
      expect(seen).toEqual({ sub: stage.person.id, email: stage.person.email });
    });
  });
});
