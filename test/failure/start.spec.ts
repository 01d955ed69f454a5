/** @database sqlite */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { readConfig } from '../../src/config/config.js';
import { folder } from '../support/databases.js';
import { newServer, Server } from '../support/server.js';

describe('a start that fails has exit code 1 and says in one sentence what to do', () => {
  let server: Server | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const fails = async (env: Record<string, string>) => {
    server = await newServer({ LOG_LEVEL: 'error', ...env });
    expect(await server.command()).toBe(1);
    return server.printed.trim();
  };

  it('when its database cannot be reached', async () => {
    const url = 'postgres://nobody:the-password@127.0.0.1:1/nothing';
    const printed = await fails({ DATABASE_URL: url });
    expect(printed).toMatch(/^The database nothing on 127\.0\.0\.1:1 .+ DATABASE_URL\.$/);
  });

  it.each([
    ['another service listens there', '/db', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'database db on'],
    ['nobody answers, and no database is named', '', '', 'database on'],
    ['it has no TLS', '/db?sslmode=no-verify', 'N', 'database db on'],
  ])('when %s', async (_, path, reply, begin) => {
    const other = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(reply));
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const printed = await fails({ DATABASE_URL: `postgres://u:p@127.0.0.1:${port}${path}` });
    other.close();
    expect(printed).toMatch(
      new RegExp(`^The ${begin} 127\\.0\\.0\\.1:${port} .+ DATABASE_URL\\.$`),
    );
  });

  it('when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const printed = await fails({ PORT: String(port) });
    taken.close();
    expect(printed).toMatch(new RegExp(`^Cannot listen on 127\\.0\\.0\\.1:${port}: .+ PORT .+$`));
  });

  it.each([
    ['DATA_DIR', '/dev/null/data'],
    ['DATA_DIR', '/proc/data'],
    ['DATABASE_URL', 'sqlite:///dev/null/data.sqlite'],
  ])('when nothing can be written where %s=%s says', (name, value) => {
    const env = { DATA_DIR: folder(), [name]: value };
    expect(() => readConfig(env)).toThrow(new RegExp(`\n- ${name} .+ another folder$`));
  });

  it('when its database is something else', async () => {
    expect(await fails({ DATABASE_URL: `sqlite://${__filename}` })).toMatch(
      /^The database .+ is no SQLite database; .+\.$/,
    );
  });

  it('when the master key is another one, which the doctor tells too', async () => {
    server = await newServer({ SECRET_KEY: 'a master key that nobody else has' });
    expect(await server.command('keys', 'rotate')).toBe(0);
    const other = new Server({ ...server.env, SECRET_KEY: 'another master key, of 32 letters' });
    for (const words of [[], ['doctor']]) {
      other.printed = '';
      expect(await other.command(...words)).toBe(1);
      expect(other.printed).toMatch(/^.+\n- The master key does not open .+deploy\.md.+\n$/);
    }
  });
});
