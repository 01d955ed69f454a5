import { statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { newServer, Server } from '../support/server.js';

/** Does it for each, eight at a time. */
async function inLanes<T>(list: T[], work: (each: T) => Promise<void>): Promise<void> {
  const rest = list.values();
  const lane = async () => {
    for (const each of rest) await work(each);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/**
 * What a process loads so that, once so many statements of rotations were written, the next one never
 * hears of its commit, and the process is killed a moment later: whoever was answered before that has
 * the answer. On PostgreSQL the statement is the commit.
 */
function dieWriting(statements: number): string {
  const code = `
    import { createRequire } from 'node:module';
    const load = createRequire(${JSON.stringify(__filename)});
    let written = 0;
    const die = () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), 200);
    const count = (sql) => /UPDATE access_grant/.test(sql) && (written += 1);
    if (${ENGINE === 'sqlite'}) {
      const { Statement } = load('sqlite3');
      const { all } = Statement.prototype;
      Statement.prototype.all = function (...rest) {
        count(this.sql);
        if (this.sql === 'COMMIT' && written >= ${statements}) die();
        else return all.apply(this, rest);
      };
    } else {
      const { Client } = load('pg');
      const { query } = Client.prototype;
      Client.prototype.query = function (...rest) {
        const isLast = count(String(rest[0])) && written >= ${statements};
        const answer = query.apply(this, rest);
        if (isLast) die();
        return isLast ? new Promise(() => {}) : answer;
      };
    }`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

describe('the process', () => {
  let server: Server;
  afterEach(() => server.stop());

  it('prints its address, and the administrator’s password this one time', async () => {
    server = await newServer({ ADMIN_PASSWORD: '' });
    await server.start();
    expect(server.printed).toContain(server.env.PUBLIC_URL);
    const password = /password\W+(\S{12,})/i.exec(server.printed)?.[1] ?? '';
    await new Cast(server).login('admin', password);
    expect(statSync(join(server.env.DATA_DIR ?? '', 'secret.key')).mode & 0o777).toBe(0o600);
    expect(await server.signal('SIGTERM')).toBe(0);

    server.printed = '';
    await server.start();
    expect(server.printed).not.toContain(password);
    await new Cast(server).login('admin', password);
  });

  it('stops with exit code 1 and every fault of its configuration, each in a line', async () => {
    server = await newServer({ PORT: 'eighty', LOG_LEVEL: 'loud', PUBLIC_URL: 'nowhere' });
    expect(await server.command()).toBe(1);
    const [head, ...faults] = server.printed.trim().split('\n');
    expect(head).toBe('The configuration has 3 fault(s):');
    expect(faults.map((line) => line.split(' ')[1])).toEqual(['PORT', 'PUBLIC_URL', 'LOG_LEVEL']);
  });

  it('ends in order on SIGTERM: what is in flight is answered, and the exit code is 0', async () => {
    server = await newServer();
    await server.start();
    const cast = new Cast(server);
    const person = await cast.developer();
    const body = JSON.stringify({ username: person.username, password: person.password });
    const { hostname, port } = new URL(server.wire.url);
    const head = `POST /consumer/login HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    // Half of each request is there when the signal comes, and the rest comes after it.
    const open = Array.from({ length: 5 }, () => connect(Number(port), hostname));
    for (const socket of open) socket.write(head + body.slice(0, 10));
    // One that never sends the rest does not hold up the end.
    const stuck = connect(Number(port), hostname).on('error', () => undefined);
    stuck.write(head + body.slice(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const exit = server.signal('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answers = open.map(
      (socket) =>
        new Promise<string>((resolve, reject) => {
          socket.once('data', (chunk) => resolve(chunk.toString().slice(0, 15)));
          socket.once('error', reject);
          socket.write(body.slice(10));
        }),
    );
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200 OK']));
    expect(await exit).toBe(0);
    await expect(server.wire.get('/system/about')).rejects.toThrow();
  });

  it('ends in order on SIGTERM while it still starts', async () => {
    // The signal comes as soon as somebody listens for it, which is before anything is served.
    const early =
      "process.on('newListener',(name)=>name==='SIGTERM'&&setImmediate(()=>process.kill(process.pid,name)))";
    const url = `data:text/javascript,${encodeURIComponent(early)}`;
    server = await newServer({ NODE_OPTIONS: `--import ${url}` });
    expect(await server.command()).toBe(0);
    expect(server.printed).not.toContain('Error');
  });

  it('82: keeps all that it answered when it is killed among a thousand token requests', async () => {
    server = await newServer();
    await server.start();
    const cast = new Cast(server);
    const app = await cast.app();
    const owner = await cast.developer();

    const tokens: string[] = [];
    const deliveries: string[] = [];
    const people: string[] = [];
    const chains = new Map<TestApp, { access_token: string; refresh_token: string }>();
    const mine = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const own = await cast.app({ owner });
        chains.set(own, await cast.tokens(own));
        return own;
      }),
    );
    let running = true;
    const repeat = async (work: () => Promise<void>) => {
      while (running) await work().catch(() => undefined); // the killed server answers nothing
    };
    const password = 'a long enough password';
    const work = [
      ...mine.map((own) =>
        repeat(async () => {
          const answer = await cast.refresh(own, chains.get(own)?.refresh_token ?? '');
          if (answer.status === 200) chains.set(own, answer.body);
        }),
      ),
      ...Array.from({ length: 4 }, () =>
        repeat(async () => void tokens.push(await cast.token(app))),
      ),
      ...Array.from({ length: 4 }, () =>
        repeat(async () => {
          const token = owner.token;
          const made = await server.wire.post('/api/deliveries', { token, body: { title: 'x' } });
          if (made.status === 201) deliveries.push(made.body.id);
        }),
      ),
      repeat(async () => {
        const username = `crash_${people.length}`;
        const body = { username, email: `${username}@example.org`, password };
        const made = await server.wire.post('/consumer/register', { body });
        if (made.status === 200) people.push(username);
      }),
    ];
    const deadline = Date.now() + 15_000;
    while ((tokens.length < 1_000 || people.length === 0) && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await server.signal('SIGKILL');
    const killedAt = performance.now();
    running = false;
    await Promise.all(work);
    expect(Math.min(tokens.length, deliveries.length, people.length)).toBeGreaterThan(0);

    await server.start();
    for (const [own, { access_token, refresh_token }] of chains) {
      const opens = async (token: string) =>
        (await server.wire.get('/authorization/whoami', { token })).status;
      const { status, body } = await cast.refresh(own, refresh_token);
      // Lost with the answer at most: the same token gives the same successor again, for ten seconds.
      if (status === 200) expect(await opens(body.access_token)).toBe(200);
      else {
        expect(performance.now() - killedAt).toBeGreaterThan(9_000);
        expect(await opens(access_token)).toBe(401);
      }
    }
    const basic: [string, string] = [app.appKey, app.appSecret];
    await inLanes(tokens, async (token) => {
      const form = { token };
      const { body } = await server.wire.post('/authorization/introspect', { basic, form });
      expect(body.active).toBe(true);
    });
    await inLanes(deliveries, async (id) => {
      expectStatus(200, await server.wire.get(`/api/deliveries/${id}`, { token: owner.token }));
    });
    for (const username of people) await cast.login(username, password);
  });

  it('keeps every rotation that it answered when it is killed between a write and its answer', async () => {
    server = await newServer();
    await server.start();
    const cast = new Cast(server);
    const owner = await cast.developer();
    const apps = await Promise.all(Array.from({ length: 12 }, () => cast.app({ owner })));
    const chains = new Map<TestApp, string[]>();
    for (const app of apps) {
      // The first use makes the row; those after it are written together.
      const { refresh_token } = await cast.tokens(app);
      const { body } = await cast.refresh(app, refresh_token);
      chains.set(app, [body.refresh_token]);
    }
    expect(await server.signal('SIGTERM')).toBe(0);

    server.env.NODE_OPTIONS = `--import ${dieWriting(20)}`;
    await server.start();
    await Promise.all(
      [...chains].map(async ([app, answered]) => {
        for (;;) {
          const answer = await cast.refresh(app, answered.at(-1) ?? '').catch(() => undefined);
          if (!answer) return;
          expectStatus(200, answer);
          answered.push(answer.body.refresh_token);
        }
      }),
    );
    await server.ended();

    server.env.NODE_OPTIONS = '';
    await server.start();
    for (const [app, answered] of chains) {
      expectStatus(200, await cast.refresh(app, answered.at(-1) ?? ''));
      // What moved the grant before was stored with it: it is a replay by now.
      if (answered.length > 1) expectStatus(400, await cast.refresh(app, answered.at(-2) ?? ''));
    }
  });

  describe('the command line', () => {
    it('makes an administrator and an app, rotates the keys and examines the installation', async () => {
      server = await newServer();
      expect(
        await server.command(
          'admin',
          'create',
          '--username',
          'root2',
          '--email',
          'root2@example.org',
        ),
      ).toBe(0);
      expect(await server.command('keys', 'rotate')).toBe(0);
      server.printed = '';
      expect(await server.command('doctor')).toBe(0);
      for (const word of ['public url', 'master key', 'database', 'clock', 'signing keys'])
        expect(server.printed.toLowerCase()).toContain(word);
      expect(await server.command('no', 'such', 'command')).not.toBe(0);
    });

    it('rotates the keys under a running server, which nobody notices', async () => {
      server = await newServer({ SECRET_KEY: 'a master key that nobody else has' });
      await server.start();
      const cast = new Cast(server);
      const app = await cast.app();
      const old = await cast.token(app);
      const other = new Server(server.env);
      expect(await other.command('keys', 'rotate')).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const fresh = await cast.token(app);
      const kid = (token: string) =>
        JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
      expect(kid(fresh)).not.toBe(kid(old));
      for (const token of [old, fresh])
        expectStatus(200, await server.wire.get('/authorization/whoami', { token }));
    });
  });
});
