/** @database sqlite */
import { CALLBACK } from '../support/browser.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

interface Tokens {
  access: string;
  refresh: string;
}

type Answer = (error: unknown, access: string, refresh: string) => void;

interface Strategy {
  redirect: (url: string) => void;
  success: (user: Tokens) => void;
  fail: (reason: unknown) => void;
  error: (error: unknown) => void;
  authenticate(request: object, options?: object): void;
  _oauth2: {
    getOAuthAccessToken(code: string, parameters: object, answer: Answer): void;
  };
}

type Verify = (
  access: string,
  refresh: string,
  profile: object,
  done: (error: unknown, user: Tokens) => void,
) => void;

// It brings no types.
const {
  Strategy: OAuth2Strategy,
}: { Strategy: new (options: object, verify: Verify) => Strategy } =
  jest.requireActual('passport-oauth2');

/** What most Express and NestJS applications sign people in with; it sends its secret in the body. */
describe('passport-oauth2', () => {
  const stage = new Stage();

  const strategy = (app = stage.app) =>
    new OAuth2Strategy(
      {
        authorizationURL: `${stage.url}/authorization/authorize`,
        tokenURL: `${stage.url}/authorization/token`,
        clientID: app.appKey,
        clientSecret: app.appSecret,
        callbackURL: CALLBACK,
        scope,
        state: true,
        pkce: true,
      },
      (access, refresh, _, done) => done(null, { access, refresh }),
    );

  /** One request to the application, as passport hands it to the strategy. */
  const request = (query: object, session: object) =>
    new Promise<string | Tokens>((resolve, reject) => {
      const one = Object.assign(Object.create(strategy()) as Strategy, {
        redirect: resolve,
        success: resolve,
        fail: (reason: unknown) => reject(new Error(JSON.stringify(reason))),
        error: reject,
      });
      one.authenticate({ query, session, headers: {}, connection: {} });
    });

  const walk = async () => {
    const session = {};
    const url = (await request({}, session)) as string;
    const back = await stage.agree(url);
    return (await request(Object.fromEntries(back.searchParams), session)) as Tokens;
  };

  const grant = (code: string, parameters: object, app = stage.app) =>
    new Promise<Tokens>((resolve, reject) => {
      strategy(app)._oauth2.getOAuthAccessToken(code, parameters, (error, access, refresh) =>
        error ? reject(new Error(JSON.stringify(error))) : resolve({ access, refresh }),
      );
    });

  it('authorization_code', async () => {
    const { access } = await walk();
    expect(claimsOf(access)).toMatchObject({ sub: stage.person.id, scope });
  });

  it('refresh_token', async () => {
    const first = await walk();
    const second = await grant(first.refresh, { grant_type: 'refresh_token' });
    expect(await stage.takes(first.access)).toBe(false);
    expect(await stage.takes(second.access)).toBe(true);
  });

  it('client_credentials', async () => {
    const { access } = await grant('', { grant_type: 'client_credentials', scope });
    expect(await stage.takes(access)).toBe(true);
  });

  it('password', async () => {
    const { username, password } = stage.person;
    const asked = { grant_type: 'password', username, password, scope };
    const { access } = await grant('', asked, stage.ownApp);
    expect(claimsOf(access).sub).toBe(stage.person.id);
  });
});
