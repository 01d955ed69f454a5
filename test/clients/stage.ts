import { Browser, CALLBACK } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { type TestKey, testKey } from '../support/jwt.js';
import { type Testbed, testbed } from '../support/testbed.js';

/** Where the apps send people who signed out. */
export const SIGNED_OUT = 'https://app.example.org/signed-out';

const SCOPES = ['deliveries', 'tasks', 'authorization'];

/**
 * What every foreign client meets: a running Gatehouse, apps of every kind, and a person with a
 * browser. The clients do the rest by themselves.
 */
export class Stage {
  readonly bed: Testbed = testbed();
  readonly cast = new Cast(this.bed);
  person: Person;
  /** With a secret. */
  app: TestApp;
  /** Without one. */
  publicApp: TestApp;
  /** The provider's own, which may ask for passwords. */
  ownApp: TestApp;
  /** Its keys stand in for its secret. */
  keyApp: TestApp;
  key: TestKey;
  /** It reads RS256 alone, as some libraries do by default. */
  rsaApp: TestApp;
  /** Its tokens are bound to a key. */
  boundApp: TestApp;
  private browser: Browser;

  constructor() {
    beforeAll(() => this.enter());
  }

  get url(): string {
    return this.bed.url;
  }

  /** The person allows everything, where they have not done so before, and is sent back. */
  async agree(address: string | URL): Promise<URL> {
    const { pathname, search } = new URL(address);
    const { headers } = expectStatus(303, await this.browser.send('GET', pathname + search));
    const next = new URL(headers.location ?? '');
    const consent = /^\/consent\/(\w+)$/.exec(next.pathname)?.[1];
    return consent ? this.allow(consent) : next;
  }

  /** As `agree`, for whatever way the answer takes: the request that the app gets, as Node's are. */
  async answerTo(address: string | URL) {
    const { pathname, search } = new URL(address);
    const first = await this.browser.send('GET', pathname + search);
    if (first.status === 200) return postedBy(first);
    const next = new URL(expectStatus(303, first).headers.location ?? '');
    const consent = /^\/consent\/(\w+)$/.exec(next.pathname)?.[1];
    const back = consent ? await this.allow(consent) : next;
    if (back.origin !== this.url) return { method: 'GET', url: back.href, body: {} as Form };
    return postedBy(expectStatus(200, await this.browser.send('GET', back.pathname + back.search)));
  }

  /** The person signs out where an app sent them, and is sent back; then they sign in again. */
  async signOut(address: string): Promise<URL> {
    const { origin, pathname, searchParams: asked } = new URL(address);
    expect(origin + pathname).toBe(`${this.url}/sign-out`);
    const wish = (name: string) => asked.get(name) ?? undefined;
    const body = {
      idTokenHint: wish('id_token_hint'),
      clientId: wish('client_id'),
      postLogoutRedirectUri: wish('post_logout_redirect_uri'),
      state: wish('state'),
    };
    const answer = await this.browser.send('POST', '/portal/logout', { body });
    await this.browser.signIn(this.person);
    return new URL(expectStatus(200, answer).body.redirectTo);
  }

  /** The person types the device's code, and allows what it asks for. */
  async agreeToDevice(userCode: string): Promise<void> {
    const entered = await this.browser.send('POST', '/portal/device', { body: { userCode } });
    await this.allow(expectStatus(200, entered).body.consent);
  }

  /** Whether the API takes the token. */
  async takes(token: string | undefined): Promise<boolean> {
    return (await this.bed.wire.get('/api/deliveries', { token: token ?? '' })).status === 200;
  }

  private async allow(consent: string): Promise<URL> {
    const page = expectStatus(200, await this.browser.see(consent)).body;
    const names = page.scopes.map(({ name }: { name: string }) => name);
    const answer = expectStatus(200, await this.browser.decide(consent, 'allow', names));
    return new URL(answer.body.redirectTo);
  }

  private async enter(): Promise<void> {
    const { cast } = this;
    const owner = await cast.developer();
    this.person = await cast.developer();
    const common = {
      owner,
      scopes: SCOPES,
      redirectUris: [CALLBACK],
      postLogoutRedirectUris: [SIGNED_OUT],
    };
    this.app = await cast.app(common);
    this.publicApp = await cast.app({ ...common, type: 'public' });
    this.rsaApp = await cast.app({ ...common, idTokenAlg: 'RS256' });
    this.ownApp = await cast.firstPartyApp({ scopes: SCOPES, type: 'confidential' });
    this.key = testKey();
    const jwks = { keys: [this.key.jwk] };
    this.keyApp = await this.change(await cast.app(common), { jwks });
    this.boundApp = await this.change(await cast.app(common), { dpop: true });
    this.browser = new Browser(this.bed);
    await this.browser.signIn(this.person);
  }

  private async change(app: TestApp, body: object): Promise<TestApp> {
    const message = { token: app.owner.token, body };
    expectStatus(200, await this.bed.wire.put(`/consumer/app/${app.id}`, message));
    return app;
  }
}

type Form = Record<string, string>;

/** What the page posts to the app, once its script runs. */
function postedBy({ text }: { text: string }) {
  const plain = (value = '') =>
    value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const [, action] = /<form method="post" action="([^"]*)">/.exec(text) ?? [];
  const inputs = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const members = [...inputs].map(([, name, value]) => [plain(name), plain(value)]);
  return { method: 'POST', url: plain(action), body: Object.fromEntries(members) as Form };
}
