/** @database sqlite */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeApi } from '../support/apis.js';
import { Cast } from '../support/cast.js';
import { appWith, newGate } from '../support/gates.js';
import { Proxy } from '../support/proxies.js';
import { testbed } from '../support/testbed.js';

const page = readFileSync(join(__dirname, '../../docs/gate.md'), 'utf8');
const [, section = ''] = /## WebSockets\n(.*?)\n## /s.exec(page) ?? [];
/** What the page says to write: before `server`, and in place of a line. */
const [maps = '', lines = ''] = [...section.matchAll(/```nginx\n(.*?)```/gs)].map(
  ([, text]) => text,
);

describe('nginx with the lines of docs/gate.md for WebSockets', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let server: Server;
  let proxy: Proxy;
  let token: string;
  /** What reached the API, by what it asked for. */
  const reached: (string | undefined)[] = [];

  beforeAll(async () => {
    const note = ({ headers }: IncomingMessage) =>
      reached.push(`${headers['gatehouse-operation']?.toString()} ${headers.upgrade}`);
    server = createServer((request, response) => {
      note(request);
      response.end('no socket');
    });
    server.on('upgrade', (request, socket) => {
      note(request);
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      );
      socket.pipe(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const paths = { '/live': { get: { operationId: 'live', responses: {} } } };
    const api = await makeApi(cast, { name: 'payments', paths });
    const gate = await newGate(cast, bed.wire, api.name, 'nginx');
    token = await cast.token(await appWith(cast, [api.name]));
    const edit = (text: string) =>
      text
        .replace('  server {', `${maps}  server {`)
        .replace('      proxy_set_header Connection "";\n', lines);
    const { port } = server.address() as { port: number };
    const gatehouse = new URL(bed.url).host;
    proxy = await Proxy.start('nginx', { gatehouse, api: port, gateKey: gate.key, edit });
  });
  afterAll(async () => {
    await proxy?.stop();
    server.closeAllConnections();
    server.close();
  });

  /** Asks for an upgrade, sends a word behind it, and tells the status and whether the word came back. */
  function ask(upgrade: string, authorization = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(proxy.port, '127.0.0.1').setEncoding('latin1');
      let received = '';
      socket.on('error', reject).on('data', (text) => {
        received += text;
        const [head = '', body = ''] = received.split('\r\n\r\n');
        const status = head.slice(9, 12);
        if (status === '101' && body === '') socket.write('a word');
        else if (body !== '') socket.destroy();
      });
      socket.once('close', () => {
        const [head = '', body = ''] = received.split('\r\n\r\n');
        resolve(`${head.slice(9, 12)} ${body === 'a word' ? body : ''}`.trim());
      });
      socket.write(
        `GET /live HTTP/1.1\r\nHost: api\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${authorization}\r\n`,
      );
    });
  }

  it('lets an upgrade through that was decided, and no other', async () => {
    const bearer = `Authorization: Bearer ${token}\r\n`;
    expect(await ask('websocket')).toBe('401');
    expect(reached).toEqual([]);
    expect(await ask('websocket', bearer)).toBe('101 a word');
    expect(await ask('h2c', bearer)).toBe('200');
    expect(reached).toEqual(['payments.live websocket', 'payments.live undefined']);
  });
});
