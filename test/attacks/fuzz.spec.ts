import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expectStatus } from '../support/cast.js';
import { newServer, type Server } from '../support/server.js';
import { hostileBytes } from './fuzz/bytes.js';
import { fire, fireBytes, staged } from './fuzz/fire.js';
import { operationShots } from './fuzz/operations.js';
import { protocolShots } from './fuzz/protocol.js';
import { setStage, type Stage } from './fuzz/stage.js';
import { faultOf } from './fuzz/verdict.js';
import type { Shot } from './fuzz/values.js';

/** How many requests at least; a million takes an hour or two (CONTRIBUTING.md). */
const RUNS = Number(process.env.FUZZ_RUNS ?? (ENGINE === 'sqlite' ? 1_500 : 500));
/** The same requests each time, unless there are many. */
const SEED = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_RUNS ? Date.now() % 1e9 : 85));
/** Requests that are sent at the same moment, at most. */
const AT_ONCE = 8;
/** Volleys before everything that they may have destroyed is made anew. */
const STAGE_LASTS = 400;

/**
 * A process of its own: what nobody catches ends it, and its memory is its own. Whoever finds a
 * fault gets the smallest request that shows it, and the seed that finds it again.
 */
describe('whatever is sent', () => {
  let server: Server;
  let sent = 0;
  beforeAll(async () => {
    server = await newServer({ LOG_LEVEL: 'error' });
    await server.start();
  });
  afterAll(() => server.stop());

  it('is answered in the standard format, never with a 5xx, and the process lives on', async () => {
    const { body: document } = expectStatus(200, await server.wire.get('/api/docs.json'));
    const shot = fc.oneof(
      { weight: 4, arbitrary: protocolShots },
      { weight: 5, arbitrary: operationShots(document) },
    );
    const volley = fc.array(fc.oneof({ weight: 9, arbitrary: shot }, hostileBytes), {
      minLength: 1,
      maxLength: AT_ONCE,
      size: 'max',
    });
    for (let seed = SEED; sent < RUNS; seed += 1) {
      const stage = await setStage(server);
      const property = fc.asyncProperty(volley, async (shots) => {
        await Promise.all(shots.map((each) => answeredWell(each, stage)));
      });
      await fc.assert(property, { numRuns: STAGE_LASTS, seed });
      await answersStill();
    }
  }, 2_147_483_647);

  async function answeredWell(shot: Shot | string, stage: Stage): Promise<void> {
    const { url } = server.wire;
    sent += 1;
    const isBytes = typeof shot === 'string';
    const answer = await (isBytes ? fireBytes(url, staged(shot, stage)) : fire(url, stage, shot));
    const [method = '', path = ''] = isBytes ? shot.split(' ') : [shot.method, shot.path];
    const fault = answer && faultOf(answer, { method, path, isBytes });
    if (fault)
      throw new Error(`The answer ${fault}: ${answer.status} ${answer.text.slice(0, 500)}`);
  }

  async function answersStill(): Promise<void> {
    expectStatus(200, await server.wire.get('/system/health/ready'));
    expect(server.printed).not.toMatch(/unhandled|uncaught/i);
    if (!process.env.FUZZ_RUNS) return;
    // To be watched: what a flood of nonsense leaves behind in memory.
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
    process.stdout.write(`${sent} requests, ${Math.round(Number(resident) / 1024)} MB resident\n`);
  }
});
