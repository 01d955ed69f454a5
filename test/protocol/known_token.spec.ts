import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner.js';
import { createSecret, PREFIX } from '../../src/common/identifiers.js';
import { AuthorizationServer } from '../../src/oauth/authorization-server.js';
import { RememberedCallers } from '../../src/operations/remembered-callers.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

/** What is sent once in a while, whoever asks. */
const PERIODIC =
  /app_activity|activity_day|app_secret|UPDATE "api_key"|FROM change|pg_snapshot_xmin/;

describe('what is in memory costs no statement', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let token: string;

  beforeAll(async () => {
    app = await cast.app();
    // The app itself is read once.
    await cast.token(app);
    token = await cast.token(app);
  });

  const basic = (): [string, string] => [app.appKey, app.appSecret];

  /** The statements that are sent for this request. */
  async function statementsOf(request: () => Promise<unknown>): Promise<string[]> {
    const sent: string[] = [];
    const spies = [SqliteQueryRunner, PostgresQueryRunner].map(({ prototype }) => {
      const query = prototype.query as (this: unknown, ...given: unknown[]) => Promise<unknown>;
      return jest.spyOn(prototype, 'query').mockImplementation(function (
        this: unknown,
        ...given: unknown[]
      ) {
        if (!PERIODIC.test(String(given[0]))) sent.push(String(given[0]));
        return query.apply(this, given);
      });
    });
    try {
      await request();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return sent;
  }

  /**
   * Asks until nothing is read any more: what the preparations changed may be read once again, when the
   * change feed tells of it.
   */
  async function expectNoStatement(request: () => Promise<unknown>): Promise<void> {
    let sent: string[] = [];
    for (let tries = 0; tries < 200; tries += 1) {
      sent = await statementsOf(request);
      if (sent.length === 0) return;
    }
    expect(sent).toEqual([]);
  }

  it('a new token of an app, its first use and the next', async () => {
    await expectNoStatement(async () => {
      token = await cast.token(app);
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
    });
  });

  it('the state of a token, for its app', async () => {
    const ask = async () => {
      const form = { token };
      const answer = await bed.wire.post('/authorization/introspect', { basic: basic(), form });
      expect(answer.body.active).toBe(true);
    };
    await expectNoStatement(ask);
  });

  it('and the guard knows its caller without waiting for anything', async () => {
    await expectNoStatement(() => bed.wire.get('/authorization/whoami', { token }));
    const caller = bed.app.get(RememberedCallers).of(`Bearer ${token}`);
    expect(caller).toMatchObject({ clientId: app.appKey });
    expect(bed.app.get(AuthorizationServer).verify(token)).not.toBeInstanceOf(Promise);
  });

  it('an API key is read once, and nothing is written for its uses', async () => {
    const { token: own } = app.owner;
    const body = { name: 'a key', scopes: ['authorization'] };
    const made = await bed.wire.post(`/consumer/app/${app.id}/key`, { token: own, body });
    const { key } = expectStatus(201, made).body;
    const call = async () =>
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token: key }));
    await expectNoStatement(call);
    expect(bed.app.get(RememberedCallers).of(`Bearer ${key}`)).toMatchObject({
      clientId: app.appKey,
      subject: app.appKey,
    });
  });

  it('nor does what is no key: mistyped, or asked for before', async () => {
    const ask = (text: string) => async () =>
      expectStatus(401, await bed.wire.get('/authorization/whoami', { token: text }));
    const mistyped = `${createSecret(PREFIX.apiKey)}x`;
    expect(await statementsOf(ask(mistyped))).toEqual([]);
    await expectNoStatement(ask(createSecret(PREFIX.apiKey)));
    await expectNoStatement(ask('a key of somebody else'.replaceAll(' ', '_')));
    const unlike = 'nobody_has_imported_any';
    expect(await statementsOf(ask(unlike))).toEqual([]);
  });

  it('a token of a person is read once, and then no more', async () => {
    const { token: own } = await cast.developer();
    const call = async () =>
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token: own }));
    await expectNoStatement(call);
  });
});
