/** @database sqlite */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectStatus } from '../support/cast.js';
import { folder } from '../support/databases.js';
import { newServer, type Server } from '../support/server.js';
import { ADMIN } from '../support/testbed.js';

const ROOT = join(__dirname, '../..');

const NOBODY = { username: 'nobody', password: 'the password of nobody' };

/** What a process loads so that its database fails when it looks for this person. */
const FAILING = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { Statement } = createRequire(${JSON.stringify(__filename)})('sqlite3');
  const { all } = Statement.prototype;
  Statement.prototype.all = function (values, ...rest) {
    if (values?.includes?.('${NOBODY.username}')) throw new Error('The disk is gone.');
    return all.call(this, values, ...rest);
  };`)}`;

describe('the bundled server', () => {
  let server: Server;
  afterEach(() => server.stop());

  it('names the file and the line of the source where an error came from', async () => {
    server = await newServer({ LOG_LEVEL: 'error', NODE_OPTIONS: `--import ${FAILING}` });
    await server.start();
    expectStatus(500, await server.wire.post('/consumer/login', { body: NOBODY }));
    await server.signal('SIGTERM');
    const frame =
      /The disk is gone.+at PreparedDatabase\.all \(src\/database\/prepared\.ts:(\d+)\)/;
    const [, line] = frame.exec(server.printed) ?? [];
    const source = readFileSync(join(ROOT, 'src/database/prepared.ts'), 'utf8').split('\n');
    expect(source[Number(line) - 1]).toContain("this.call('all'");
    expect(server.printed).toContain('(node_modules/typeorm/');
  });

  it('serves the API, its reference and the portal without what it was built with', async () => {
    const copy = mkdtempSync(join(folder(), 'production-'));
    for (const name of ['server', 'portal'])
      cpSync(join(ROOT, 'dist', name), join(copy, 'dist', name), { recursive: true });
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    for (const [path, { dev, link }] of Object.entries<Locked>(packages)) {
      if (dev || link || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)) continue;
      mkdirSync(join(copy, dirname(path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(copy, path));
    }
    server = await newServer({}, join(copy, 'dist/server/boot.js'));
    await server.start();
    const { wire } = server;
    expectStatus(200, await wire.post('/consumer/login', { body: ADMIN }));
    expect(expectStatus(200, await wire.get('/')).text).toContain('<div id="root">');
    expect(expectStatus(200, await wire.get('/api/docs')).text).toContain('Gatehouse API');
    expectStatus(200, await wire.get('/api/docs/swagger-ui.css'));
  });
});

/** What the lock file says about a package. */
interface Locked {
  dev?: boolean;
  link?: boolean;
}
