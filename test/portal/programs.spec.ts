/** @database sqlite */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  programsFor,
  type Access,
  type ProgramCall,
} from '../../src/portal/web/developer/operations/programs.js';
import { runnableLanguages, runPasted } from './pasted.js';

interface Arrival {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What would be another program if it were not quoted. */
const HOSTILE = `'"\`\\ $(exit 9) \${x} #{1+1} $x \\n <?php */ // """ ''' %s`;

describe('a program that is shown to be pasted', () => {
  let server: Server;
  let origin: string;
  let arrivals: Arrival[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const { method, url, headers } = request;
        arrivals.push({ method, url, headers, body });
        response.end(url === '/authorization/token' ? '{"access_token":"t0k","n":1}' : 'here');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => (arrivals = []));
  afterAll(() => server.close());

  /** What reached the server from each language, under its name. */
  async function run(access: Access, call: ProgramCall): Promise<[string, Arrival[]][]> {
    const found: [string, Arrival[]][] = [];
    for (const language of runnableLanguages()) {
      arrivals = [];
      await runPasted(language, programsFor(access, call)[language] ?? '');
      found.push([language, arrivals]);
    }
    expect(found.length).toBeGreaterThan(2);
    return found;
  }

  const client = (): Access => ({ by: 'client', origin, key: 'k', secret: 's', resource: `${origin}/?a=b&c='` }); // prettier-ignore

  it.each(['GET', 'PATCH', 'DELETE'])(
    'gets a token for that API, and sends a %s with its headers',
    async (method) => {
      const call = { method, url: `${origin}/v1/x?q=1`, headers: { 'X-Trace': HOSTILE } };
      for (const [language, sent] of await run(client(), call)) {
        expect([language, sent.length]).toEqual([language, 2]);
        const form = new URLSearchParams(sent[0]?.body);
        expect(Object.fromEntries(form)).toEqual({
          grant_type: 'client_credentials',
          resource: `${origin}/?a=b&c='`,
        });
        expect(sent[0]?.headers.authorization).toBe(`Basic ${btoa('k:s')}`);
        expect([language, sent[1]]).toMatchObject([
          language,
          {
            method,
            url: '/v1/x?q=1',
            headers: { authorization: 'Bearer t0k', 'x-trace': HOSTILE },
          },
        ]);
      }
    },
  );

  it.each([
    ['one line', JSON.stringify({ note: HOSTILE })],
    ['several lines', JSON.stringify({ note: HOSTILE, 'é€😀': ['a\nb'] }, null, 2)],
    ['a file name', '@/etc/passwd'],
  ])('sends a body of %s as it is, whatever stands in it', async (_, text) => {
    const access: Access = { by: 'header', name: 'X-Api-Key', value: 'gate_key_1' };
    const body = { type: 'application/json', text };
    const call = { method: 'POST', url: `${origin}/v1/o'brien`, body };
    for (const [language, [sent]] of await run(access, call)) {
      expect([language, sent?.body]).toEqual([language, text]);
      expect(sent?.headers).toMatchObject({
        'x-api-key': 'gate_key_1',
        'content-type': 'application/json',
      });
    }
  });

  it('ends with a HEAD too, and sends no credential where none is needed', async () => {
    for (const [language, [sent]] of await run(
      { by: 'nothing' },
      { method: 'HEAD', url: `${origin}/up` },
    )) {
      // prettier-ignore
      expect([language, sent?.method, sent?.url]).toEqual([language, 'HEAD', '/up']);
      expect(sent?.headers.authorization).toBeUndefined();
    }
  });
});
