/** @database sqlite */
import { BUDGETS } from '../../src/throttle/budgets.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { isPresent } from '../support/programs.js';
import { RedisServer } from '../support/redis.js';
import { newTestbed, type Testbed } from '../support/testbed.js';
import type { Wire } from '../support/wire.js';

const describeWithRedis = isPresent('redis-server') ? describe : describe.skip;

describeWithRedis('two instances that count in one Redis', () => {
  let redis: RedisServer;
  let bed: Testbed;
  let cast: Cast;
  let second: Wire;
  let person: Person;
  beforeAll(async () => {
    redis = await RedisServer.start();
    bed = await newTestbed({ env: { RATE_LIMIT: 'on', REDIS_URL: redis.url } });
    await bed.start();
    second = await bed.second();
    cast = new Cast(bed);
    person = await cast.developer();
  });
  afterAll(async () => {
    await bed.stop();
    await redis.kill();
  });

  const login = (wire: Wire, username: string, password: string) =>
    wire.post('/consumer/login', { body: { username, password } });
  const guess = async (wire: Wire, username: string) =>
    (await login(wire, username, 'not the password')).status;
  const until = async (status: number, ask: () => Promise<number>) => {
    const deadline = Date.now() + 5_000;
    let seen = await ask();
    while (seen !== status && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen = await ask();
    }
    return seen;
  };

  it('share a person’s wrong guesses, which the restart of one does not forget', async () => {
    const { points } = BUDGETS.login;
    const victim = await cast.developer();
    for (let tried = 0; tried < points; tried += 1)
      expect(await guess(tried % 2 ? second : bed.wire, victim.username)).toBe(401);
    for (const wire of [bed.wire, second]) expect(await guess(wire, victim.username)).toBe(429);
    await bed.restart();
    const refused = await login(bed.wire, victim.username, victim.password);
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expectStatus(200, await login(bed.wire, person.username, person.password));
  });

  it('share a client’s wrong secrets, and a right one still works', async () => {
    const { points } = BUDGETS.clientFailure;
    const app = await cast.app();
    const form = { grant_type: 'client_credentials' };
    const wrong = (wire: Wire) =>
      wire.post('/authorization/token', { basic: [app.appKey, 'wrong'], form });
    const tries = Array.from({ length: points }, (_, n) => wrong(n % 2 ? second : bed.wire));
    expect(new Set((await Promise.all(tries)).map(({ status }) => status))).toEqual(new Set([401]));
    for (const wire of [bed.wire, second]) expectStatus(429, await wrong(wire));
    await cast.token(app);
  });

  it('refuse to let anybody guess while Redis is gone, and go on when it is back', async () => {
    const app = await cast.app();
    const right = async (wire: Wire) =>
      (await login(wire, person.username, person.password)).status;
    const wires = [bed.wire, second];
    await redis.kill();
    for (const wire of wires) {
      expect(await until(503, () => guess(wire, person.username))).toBe(503);
      const answer = expectStatus(503, await login(wire, person.username, person.password));
      expect([answer.body.code, answer.headers['retry-after']]).toEqual(['not_ready', '2']);
    }
    // Who has the secret guesses nothing.
    const token = await cast.token(app);
    expectStatus(200, await second.get('/api/deliveries', { token }));
    const form = { grant_type: 'client_credentials' };
    const wrong = await second.post('/authorization/token', { basic: [app.appKey, 'x'], form });
    expect([wrong.status, wrong.body.error]).toEqual([503, 'temporarily_unavailable']);

    await redis.start();
    for (const wire of wires) expect(await until(200, () => right(wire))).toBe(200);
    expect(bed.logs.filter((line) => line.includes('Redis cannot be reached')).length).toBe(2);
  });
});
