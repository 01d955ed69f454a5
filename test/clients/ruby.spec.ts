/** @database sqlite */
import { join } from 'node:path';
import { claimsOf } from '../support/wire.js';
import { describeWith, Program, works } from './program.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

const hasLibrary = (name: string) => works('ruby', '-e', `require "${name}"`);

/** Where oauth2 puts the app's credentials; its older versions prefer the body. */
const IN_HEADER = { scheme: 'basic_auth' };
const IN_BODY = { scheme: 'request_body' };

describe('Ruby', () => {
  const stage = new Stage();
  const programOf = (script: string) => new Program(stage, ['ruby', join(__dirname, script)]);

  describeWith('oauth2 (Ruby)', hasLibrary('oauth2'), () => {
    const ruby = programOf('ruby-oauth2.rb');

    it('client_credentials', async () => {
      for (const scheme of [IN_HEADER, IN_BODY]) {
        const { token } = await ruby.walk('client_credentials', stage.app, scheme);
        expect(await stage.takes(token)).toBe(true);
      }
    });

    it('password', async () => {
      const { token } = await ruby.walk('password', stage.ownApp, IN_HEADER);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await ruby.walk('authorization_code', app, IN_BODY);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('refresh_token', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { before, token } = await ruby.walk('refresh_token', app, IN_HEADER);
        expect(await stage.takes(before)).toBe(false);
        expect(await stage.takes(token)).toBe(true);
      }
    });
  });

  describeWith('openid_connect (Ruby)', hasLibrary('openid_connect'), () => {
    const ruby = programOf('ruby-openid-connect.rb');

    it('discovery', async () => {
      expect((await ruby.walk('discovery', stage.app)).seen).toBe(stage.url);
    });

    it('client_credentials', async () => {
      const { token } = await ruby.walk('client_credentials', stage.app);
      expect(await stage.takes(token)).toBe(true);
    });

    it('password', async () => {
      const { token } = await ruby.walk('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await ruby.walk('authorization_code', app);
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id });
      }
    });

    it('openid', async () => {
      const { seen } = await ruby.walk('openid', stage.app);
      expect(seen).toEqual({ sub: stage.person.id, email: stage.person.email });
    });

    it('refresh_token', async () => {
      const { before, token } = await ruby.walk('refresh_token', stage.app);
      expect(await stage.takes(before)).toBe(false);
      expect(await stage.takes(token)).toBe(true);
    });

    it('token_exchange', async () => {
      const { before, token } = await ruby.walk('token_exchange', stage.app);
      expect(token).not.toBe(before);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('revocation', async () => {
      expect(await stage.takes((await ruby.walk('revocation', stage.app)).token)).toBe(false);
    });

    it('private_key_jwt', async () => {
      const { token } = await ruby.walk('private_key_jwt', stage.keyApp);
      expect(claimsOf(token)).toMatchObject({ sub: stage.keyApp.appKey, scope });
    });

    it('registration', async () => {
      await stage.cast.setting('oauth.dynamic_registration', 'token');
      const { body } = await stage.cast.asAdmin('POST', '/backend/initial_access', { body: {} });
      const { seen, token } = await ruby.walk('registration', stage.app, {
        initialAccess: body.token,
      });
      expect(claimsOf(token).sub).toBe(seen);
    });
  });
});
