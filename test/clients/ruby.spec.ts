import { join } from 'node:path';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { describeWith, walk, works } from './program.js';
import { Stage } from './stage.js';

const SCRIPT = join(__dirname, 'ruby.rb');
const scope = 'deliveries';

/** Where the library puts the app's credentials; its older versions prefer the body. */
const SCHEMES = ['basic_auth', 'request_body'];

describe('Ruby', () => {
  const stage = new Stage();
  const run = (flow: string, app: TestApp, scheme = 'basic_auth') =>
    walk(stage, ['ruby', SCRIPT, scheme], flow, app);

  describeWith('oauth2 (Ruby)', works('ruby', '-e', 'require "oauth2"'), () => {
    it('client_credentials', async () => {
      for (const scheme of SCHEMES) {
        const { token } = await run('client_credentials', stage.app, scheme);
        expect(await stage.takes(token)).toBe(true);
      }
    });

    it('password', async () => {
      const { token } = await run('password', stage.ownApp);
      expect(claimsOf(token).sub).toBe(stage.person.id);
    });

    it('authorization_code', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { token } = await run('authorization_code', app, 'request_body');
        expect(claimsOf(token)).toMatchObject({ sub: stage.person.id, scope });
      }
    });

    it('refresh_token', async () => {
      for (const app of [stage.app, stage.publicApp]) {
        const { before, token } = await run('refresh_token', app);
        expect(await stage.takes(before)).toBe(false);
        expect(await stage.takes(token)).toBe(true);
      }
    });
  });
});
