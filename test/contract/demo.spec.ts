import { Cast, expectStatus } from '../support/cast.js';
import { newServer, Server } from '../support/server.js';

const PASSWORD = 'seven-lemon-trees';

describe('npm run demo', () => {
  const servers: Server[] = [];
  const prepared = async (env: Record<string, string> = {}) => {
    const server = await newServer({ SECRET_KEY: 'a master key that nobody else has', ...env });
    servers.push(server);
    return server;
  };
  const entries = async (server: Server, path: string, token: string) =>
    expectStatus(200, await server.wire.get(path, { token })).body.entry;
  const namesOf = (list: { name: string }[]) => list.map(({ name }) => name).sort();
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  describe('on an empty database', () => {
    let server: Server;
    let cast: Cast;
    beforeAll(async () => {
      server = await prepared();
      cast = new Cast(server);
      expect([await server.command('demo'), server.printed]).toEqual([0, expect.any(String)]);
      await server.start();
    });

    it('prints the logins', () => {
      expect(server.printed).toContain(PASSWORD);
      for (const name of ['grace', 'ada', 'paul', 'bruno'])
        expect(server.printed).toContain(`  ${name} `);
    });

    it('gives Ada two apps with activity and failures, deliveries, and an app that acts for her', async () => {
      const { token } = await cast.login('ada', PASSWORD);
      const apps = await entries(server, '/consumer/app', token);
      expect(namesOf(apps)).toEqual(['Parcel Tracker', 'Task Board']);
      const tracker = apps.find(({ name }: { name: string }) => name === 'Parcel Tracker');
      const path = `/consumer/app/${tracker.id}/activity`;
      const activity = expectStatus(200, await server.wire.get(path, { token })).body;
      expect(activity).toMatchObject({ issued: expect.any(Number), failed: 2 });
      expect(activity.issued).toBeGreaterThan(10);
      const grants = await entries(server, '/consumer/grant', token);
      expect(JSON.stringify(grants)).toContain('Route Planner');
      expect(namesOf(await entries(server, '/consumer/token', token))).toHaveLength(1);
      expect(namesOf(await entries(server, '/consumer/membership', token))).toEqual([
        'Harbour Books',
      ]);
    });

    it('gives Paul two customers, each with somebody who works for them', async () => {
      const { token } = await cast.login('paul', PASSWORD);
      const accounts = await entries(server, '/partner/account', token);
      expect(namesOf(accounts)).toEqual(['Bakery Lund', 'Harbour Books']);
      for (const { id } of accounts)
        expect(await entries(server, `/partner/account/${id}/member`, token)).toHaveLength(1);
    });

    it('gives the administrator figures of the last days, and something on every list', async () => {
      const { token } = await cast.login('grace', PASSWORD);
      const { days } = expectStatus(
        200,
        await server.wire.get('/backend/statistic', { token }),
      ).body;
      const busy = days.filter(({ issued }: { issued: number }) => issued > 0);
      expect(busy.length).toBeGreaterThanOrEqual(6);
      for (const list of ['user', 'role', 'app', 'account', 'token', 'audit', 'initial_access'])
        expect({ list, entries: await entries(server, `/backend/${list}`, token) }).toEqual({
          list,
          entries: expect.arrayContaining([expect.anything()]),
        });
    });

    it('refuses to do it twice, and changes nothing', async () => {
      const { token } = await cast.login('grace', PASSWORD);
      const users = async () => JSON.stringify(await entries(server, '/backend/user', token));
      const before = await users();
      const again = new Server(server.env);
      expect(await again.command('demo')).toBe(1);
      expect(again.printed).toContain('Demo data needs an empty database');
      expect(await users()).toBe(before);
    });
  });

  it.each([[{ PUBLIC_URL: 'https://gatehouse.example.com' }], [{ NODE_ENV: 'production' }]])(
    'refuses with %j, where others may reach it: nobody can sign in as Ada',
    async (env) => {
      const server = await prepared();
      const open = new Server({ ...server.env, ...env });
      expect(await open.command('demo')).toBe(1);
      expect(open.printed).toContain('Demo data has passwords that everybody knows');
      await server.start();
      const body = { username: 'ada', password: PASSWORD };
      expectStatus(401, await server.wire.post('/consumer/login', { body }));
    },
  );
});
