import { join } from 'node:path';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { describeWith, walk, works } from './program.js';
import { Stage } from './stage.js';

const SCRIPT = join(__dirname, 'python.py');
const scope = 'deliveries';

/** A machine can have several Pythons, and Debian's packages are known to its own alone. */
const pythonWith = (module: string) =>
  ['python3', '/usr/bin/python3'].find((python) => works(python, '-c', `import ${module}`));

describe('Python', () => {
  const stage = new Stage();
  const flowsOf =
    (library: string, python = '') =>
    (flow: string, app: TestApp) =>
      walk(stage, [python, SCRIPT, library], flow, app);

  const oauthlib = pythonWith('requests_oauthlib');
  describeWith('requests-oauthlib', oauthlib !== undefined, () => {
    const run = flowsOf('requests-oauthlib', oauthlib);

    it('client_credentials', async () => {
      expect(await stage.takes((await run('client_credentials', stage.app)).token)).toBe(true);
    });

    it('password', async () => {
      const { token } = await run('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await run('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('refresh_token', async () => {
      const { before, token } = await run('refresh_token', stage.app);
      expect(await stage.takes(before)).toBe(false);
      expect(await stage.takes(token)).toBe(true);
    });

    it('device_code', async () => {
      const { token } = await run('device_code', stage.publicApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('revocation', async () => {
      expect(await stage.takes((await run('revocation', stage.app)).token)).toBe(false);
    });
  });

  const authlib = pythonWith('authlib.integrations.requests_client');
  describeWith('Authlib', authlib !== undefined, () => {
    const run = flowsOf('Authlib', authlib);

    it('discovery', async () => {
      expect((await run('discovery', stage.app)).seen).toBe(stage.url);
    });

    it('client_credentials', async () => {
      expect(await stage.takes((await run('client_credentials', stage.app)).token)).toBe(true);
    });

    it('password', async () => {
      const { token } = await run('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await run('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('openid', async () => {
      const { seen } = await run('openid', stage.app);
      expect(seen).toEqual({ sub: stage.person.id, email: stage.person.email });
    });

    it('refresh_token', async () => {
      const { before, token } = await run('refresh_token', stage.app);
      expect(await stage.takes(before)).toBe(false);
      expect(await stage.takes(token)).toBe(true);
    });

    it('device_code', async () => {
      const { token } = await run('device_code', stage.publicApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('token_exchange', async () => {
      const { before, token } = await run('token_exchange', stage.app);
      expect(token).not.toBe(before);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('introspection', async () => {
      const { seen } = await run('introspection', stage.app);
      expect(seen).toMatchObject({ active: true, scope, client_id: stage.app.appKey });
    });

    it('revocation', async () => {
      expect(await stage.takes((await run('revocation', stage.app)).token)).toBe(false);
    });

    it('private_key_jwt', async () => {
      const { token } = await run('private_key_jwt', stage.keyApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.keyApp.appKey, scope });
    });
  });
});
