/** @database sqlite */
import { connect } from 'node:net';
import { buildPathTree, type PathTree } from '../../src/apis/path-tree.js';
import type { LiveOperation } from '../../src/apis/live-api.js';
import { makeApi, type TestApi } from '../support/apis.js';
import { Cast } from '../support/cast.js';
import { appWith, newGate, type TestGate } from '../support/gates.js';
import { retainedBytes } from '../support/retained-bytes.js';
import { testbed } from '../support/testbed.js';

const STATUS = /HTTP\/1\.1 (\d{3}) /g;
const LONGEST_STATUS = 'HTTP/1.1 200 '.length;
const AT_ONCE = 100;

/** Asks on one connection, many questions at a time, and counts the answers of each status. */
function askMany(port: number, questions: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const waiting = [...questions];
  let open = 0;
  let received = '';
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const sendSome = () => {
      const some = waiting.splice(0, AT_ONCE);
      open = some.length;
      if (open > 0) socket.write(some.join(''));
      else socket.end(() => resolve(found));
    };
    socket.once('error', reject).once('connect', sendSome);
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk;
      let seen = 0;
      for (const { 1: status = '', index } of received.matchAll(STATUS)) {
        found[status] = (found[status] ?? 0) + 1;
        open -= 1;
        seen = index + LONGEST_STATUS;
      }
      // A line may be cut off in the middle.
      received = received.slice(Math.max(seen, received.length - LONGEST_STATUS + 1));
      if (open === 0) sendSome();
    });
  });
}

describe('the memory of the gate', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let api: TestApi;
  let gate: TestGate;
  let token: string;

  beforeAll(async () => {
    api = await makeApi(cast);
    gate = await newGate(cast, bed.wire, api.name, 'nginx');
    token = await cast.token(await appWith(cast, [api.name]));
  });

  /** Half of them from the app, about something else each time; the others from strangers who make up words. */
  const questions = (from: number, count: number) =>
    Array.from({ length: count }, (_, ahead) => {
      const index = from + ahead;
      const isKnown = index % 2 === 0;
      return [
        `GET /gate/nginx/${api.name} HTTP/1.1`,
        'Host: gate',
        `Gatehouse-Gate: ${gate.key}`,
        `X-Original-Method: ${isKnown ? 'GET' : 'MADEUP'}`,
        `X-Original-URI: /${isKnown ? 'charges' : `word-${index}`}/${index}?page=${index}`,
        `X-Forwarded-For: 2001:db8::${(index % 9_999) + 1}`,
        `Authorization: Bearer ${isKnown ? token : `made-up-${index}`}`,
        '\r\n',
      ].join('\r\n');
    });

  it('is no larger after eight thousand decisions more: none is remembered', async () => {
    const ask = async (from: number, count: number) => {
      const half = count / 2;
      const answers = await askMany(bed.config.port, questions(from, count));
      expect(answers).toEqual({ 200: half, 401: half });
      // The test keeps each line of the log.
      bed.logs.length = 0;
    };
    await ask(0, 4_000);
    const before = retainedBytes();
    await ask(4_000, 8_000);
    // Less than the id of each decision would take.
    expect(retainedBytes() - before).toBeLessThan(512 * 1024);
  });

  it('is at most 4 KiB for each operation, with 200 APIs of 200', () => {
    const operationsOf = (name: string): LiveOperation[] =>
      Array.from({ length: 200 }, (_, index) => ({
        name: `${name}.nouns-${index}.get`,
        method: 'GET',
        path: `/${name}/nouns-${index}/{id}`,
        public: false,
        needs: [[`${name}.nouns-${index}.get`]],
        allow: [],
      }));
    const trees: PathTree<LiveOperation>[] = [];
    const before = retainedBytes();
    for (let index = 0; index < 200; index += 1)
      trees.push(buildPathTree(operationsOf(`api-${index}`)).tree);
    const each = (retainedBytes() - before) / (200 * 200);
    expect(each).toBeLessThan(4 * 1024);
    expect(trees).toHaveLength(200);
  });
});
