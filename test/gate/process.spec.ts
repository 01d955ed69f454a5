/** @database sqlite */
import { DIALECT, PROXIES } from '../support/proxies.js';
import { newServer, Server } from '../support/server.js';
import { headersOf } from './backends.js';
import { inFront } from './fronts.js';
import { rawRequest, several } from './raw.js';
import { GateStage } from './stage.js';

const CALLS = Array.from({ length: 170 }, (_, at) => `/v1/charges/${at}`);
const DEADLY = 100;
/** HAProxy tries to reach a dead Gatehouse for three seconds. */
const AT_ONCE = 32;

describe.each(PROXIES)('Behind %s', (name) => {
  let server: Server;
  let stage: GateStage;
  beforeAll(async () => {
    server = await newServer();
    await server.start();
    stage = new GateStage(server);
    await stage.set();
  });
  afterAll(() => server.stop());

  it('nothing reaches the API undecided when Gatehouse is killed under load, and all is well when it is back', () =>
    inFront(stage, [name, 'express'], async ({ proxy, backend }) => {
      const token = `Authorization: Bearer ${stage.token}`;
      const begunAfter: string[] = [];
      const passed: string[] = [];
      let death: Promise<unknown> | undefined;
      await several(
        CALLS,
        async (path) => {
          if (path.endsWith(`/${DEADLY}`)) death = server.signal('SIGKILL');
          // Whoever comes now waits for the end of the process: what is sent after it is never decided.
          if (death) {
            await death;
            begunAfter.push(path);
          }
          const { status } = await rawRequest(proxy.port, 'GET', path, [token]);
          if (status < 400) passed.push(path);
          expect([200, 503]).toContain(status);
        },
        AT_ONCE,
      );
      const arrivals = await backend.arrivals();
      expect(passed.length).toBeGreaterThanOrEqual(DEADLY - AT_ONCE);
      expect(begunAfter).toHaveLength(CALLS.length - DEADLY);
      expect(arrivals.filter(({ target }) => begunAfter.includes(target))).toEqual([]);
      for (const arrival of arrivals) {
        expect(headersOf(arrival, 'Gatehouse-Operation')).toEqual(['payments.charges.read']);
        expect(headersOf(arrival, 'Gatehouse-Request-Id')).toEqual([expect.stringMatching(/.{8}/)]);
      }

      await server.start();
      const { status } = await rawRequest(proxy.port, 'GET', '/v1/charges/7', [token]);
      expect(status).toBe(200);
    }));

  it('the command holds the exam while Gatehouse serves', () =>
    inFront(stage, [name, 'express'], async ({ proxy }) => {
      const exam = async (...words: string[]) => {
        const command = new Server(server.env);
        return { code: await command.command('gate', 'check', ...words), said: command.printed };
      };
      const options = ['--url', proxy.url, '--gate', DIALECT[name]];
      expect(await exam(...options)).toEqual({ code: 0, said: expect.stringContaining('✓ refused at the gate: payments') }); // prettier-ignore
      if (name !== 'nginx') return;
      expect(await exam(...options, 'more')).toMatchObject({ code: 2 });
      expect(await exam('--gate', 'nginx', '--url')).toMatchObject({ code: 2 });
      expect(await exam(...options, '--unknown')).toMatchObject({ code: 2 });
    }));
});
