import { Browser } from '../support/browser.js';
import { Cast, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const TEN_MINUTES = 600_000;

describe('a clock that jumps ten minutes', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    person = await cast.developer();
    app = await cast.app({ owner: person });
    browser = new Browser(bed);
    await browser.signIn(person);
  });
  afterEach(() => void jest.restoreAllMocks());

  /** The machine's clock, for everything in this process. */
  const jump = (milliseconds: number) => {
    jest.restoreAllMocks();
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
  };
  const opens = async (token: string) => (await bed.wire.get('/api/deliveries', { token })).status;

  it('back and forth logs nobody out, and the very next request is served', async () => {
    const tokens = [person.token, await cast.token(app)];
    const chain = await cast.tokens(app);
    let { refresh_token } = chain;
    for (const offset of [-TEN_MINUTES, TEN_MINUTES, 0, TEN_MINUTES, -TEN_MINUTES, 0]) {
      jump(offset);
      for (const token of tokens) expect([offset, await opens(token)]).toEqual([offset, 200]);
      const { status } = await browser.send('GET', '/consumer/account');
      expect([offset, status]).toEqual([offset, 200]);
      const refreshed = await cast.refresh(app, refresh_token);
      expect([offset, refreshed.status]).toEqual([offset, 200]);
      ({ refresh_token } = refreshed.body);
      // What was made at the wrong time works at the right one too.
      tokens.push(await cast.token(app));
    }
  });

  it('makes nothing last for ever: at most the jump longer', async () => {
    jump(TEN_MINUTES);
    const token = await cast.token(app);
    const login = await cast.login(person.username, person.password);
    jump(0);
    expect([await opens(token), await opens(login.token)]).toEqual([200, 200]);
    jump(TEN_MINUTES + 3_600_000 + 60_000);
    expect([await opens(token), await opens(login.token)]).toEqual([401, 401]);
  });
});
