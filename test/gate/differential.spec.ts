/** @database sqlite */
import { PROXIES } from '../support/proxies.js';
import { BACKENDS, headersOf } from './backends.js';
import { inFront } from './fronts.js';
import { rawRequest, several } from './raw.js';
import { spellings } from './spellings.js';
import { gateStage } from './stage.js';

const SPELLINGS = spellings(400);

const stage = gateStage();

describe.each(PROXIES)('Behind %s', (name) => {
  it.each(BACKENDS)(
    'whatever reaches %s goes to the operation that was decided, in 400 spellings of a request',
    (language) =>
      inFront(stage, [name, language], async ({ proxy, backend }) => {
        await several(SPELLINGS, async ({ method, target }) => {
          await rawRequest(proxy.port, method, target, [`Authorization: Bearer ${stage.token}`]);
        });
        const arrivals = await backend.arrivals();
        const elsewhere = arrivals.filter((arrival) => {
          const decided = headersOf(arrival, 'Gatehouse-Operation');
          return decided.length !== 1 || decided[0] !== `payments.${arrival.operation}`;
        });
        expect(elsewhere).toEqual([]);
        const operations = new Set(arrivals.map(({ operation }) => operation));
        expect(operations.size).toBeGreaterThanOrEqual(10);
        expect(arrivals.length).toBeGreaterThan(60);
      }),
  );
});
