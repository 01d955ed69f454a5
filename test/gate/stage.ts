import { freePort } from '../support/testbed.js';
import { KEYS, stub } from './stub.js';

/** Gatehouse with the API of these tests, gates for every dialect, and callers. */
export class GateStage {
  /** Host and port. */
  host: string;
  readonly gateKeys: Record<string, string> = KEYS;
  /** A token that may call every operation, and one that may call none. */
  token = 'good';
  weakToken = 'weak';
}

/** Sets it up before the tests of a file. */
export function gateStage(): GateStage {
  const stage = new GateStage();
  let server: Awaited<ReturnType<typeof stub>>;
  beforeAll(async () => {
    const port = await freePort();
    server = await stub(port);
    stage.host = `127.0.0.1:${port}`;
  });
  afterAll(() => void server.close());
  return stage;
}
