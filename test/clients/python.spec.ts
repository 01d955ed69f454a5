/** @database sqlite */
import { join } from 'node:path';
import { claimsOf } from '../support/wire.js';
import { describeWith, Program, works } from './program.js';
import { Stage } from './stage.js';

const SCRIPT = join(__dirname, 'python.py');
const scope = 'deliveries';

/** A machine can have several Pythons, and Debian's packages are known to its own alone. */
const pythonWith = (module: string) =>
  ['python3', '/usr/bin/python3'].find((python) => works(python, '-c', `import ${module}`));

describe('Python', () => {
  const stage = new Stage();
  const programOf = (library: string, python = '') => new Program(stage, [python, SCRIPT, library]);

  const oauthlib = pythonWith('requests_oauthlib');
  describeWith('requests-oauthlib', oauthlib !== undefined, () => {
    const python = programOf('requests-oauthlib', oauthlib);

    it('client_credentials', async () => {
      expect(await stage.takes((await python.walk('client_credentials', stage.app)).token)).toBe(
        true,
      );
    });

    it('password', async () => {
      const { token } = await python.walk('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await python.walk('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('refresh_token', async () => {
      const { before, token } = await python.walk('refresh_token', stage.app);
      expect(await stage.takes(before)).toBe(false);
      expect(await stage.takes(token)).toBe(true);
    });

    it('device_code', async () => {
      const { token } = await python.walk('device_code', stage.publicApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('revocation', async () => {
      expect(await stage.takes((await python.walk('revocation', stage.app)).token)).toBe(false);
    });
  });

  const authlib = pythonWith('authlib.integrations.requests_client');
  describeWith('Authlib', authlib !== undefined, () => {
    const python = programOf('Authlib', authlib);

    it('discovery', async () => {
      expect((await python.walk('discovery', stage.app)).seen).toBe(stage.url);
    });

    it('client_credentials', async () => {
      expect(await stage.takes((await python.walk('client_credentials', stage.app)).token)).toBe(
        true,
      );
    });

    it('password', async () => {
      const { token } = await python.walk('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await python.walk('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('openid', async () => {
      const { seen } = await python.walk('openid', stage.app);
      expect(seen).toEqual({ sub: stage.person.id, email: stage.person.email });
    });

    it('refresh_token', async () => {
      const { before, token } = await python.walk('refresh_token', stage.app);
      expect(await stage.takes(before)).toBe(false);
      expect(await stage.takes(token)).toBe(true);
    });

    it('device_code', async () => {
      const { token } = await python.walk('device_code', stage.publicApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('token_exchange', async () => {
      const { before, token } = await python.walk('token_exchange', stage.app);
      expect(token).not.toBe(before);
      expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
    });

    it('introspection', async () => {
      const { seen } = await python.walk('introspection', stage.app);
      expect(seen).toMatchObject({ active: true, scope, client_id: stage.app.appKey });
    });

    it('revocation', async () => {
      expect(await stage.takes((await python.walk('revocation', stage.app)).token)).toBe(false);
    });

    it('private_key_jwt', async () => {
      const { token } = await python.walk('private_key_jwt', stage.keyApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.keyApp.appKey, scope });
    });
  });
});
