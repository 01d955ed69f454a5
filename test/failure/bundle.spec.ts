/** @database sqlite */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Cast, expectStatus } from '../support/cast.js';
import { folder } from '../support/databases.js';
import { newServer, type Server } from '../support/server.js';
import { ADMIN } from '../support/testbed.js';

const ROOT = join(__dirname, '../..');

const NOBODY = { username: 'nobody', password: 'the password of nobody' };

/** What a process runs before its program, as its `NODE_OPTIONS`. */
const before = (code: string) => {
  const load = `import { createRequire } from 'node:module';
    const require = createRequire(${JSON.stringify(__filename)});`;
  return `--import data:text/javascript,${encodeURIComponent(load + code)}`;
};

/** Makes the database fail when it looks for this person. */
const FAILING = before(`
  const { Statement } = require('sqlite3');
  const { all } = Statement.prototype;
  Statement.prototype.all = function (values, ...rest) {
    if (values?.includes?.('${NOBODY.username}')) throw new Error('The disk is gone.');
    return all.call(this, values, ...rest);
  };`);

/** Prints at the end which packages were loaded one file at a time, and whether V8 had to compile. */
const COUNTING = before(`
  const vm = require('node:vm');
  const { Script } = vm;
  const refused = [];
  vm.Script = function (code, options) {
    const script = new Script(code, options);
    refused.push(script.cachedDataRejected);
    return script;
  };
  process.on('exit', () => {
    const files = Object.keys(require.cache).map((file) => file.split('node_modules/')[1]);
    const packages = new Set(files.map((file) => file?.split('/', file[0] === '@' ? 2 : 1).join('/')));
    console.log('Loaded:' + JSON.stringify([...packages].filter(Boolean).sort()));
    console.log('Refused:' + JSON.stringify(refused));
  });`);

describe('the bundled server', () => {
  let server: Server;
  afterEach(() => server.stop());

  it('names the file and the line of the source where an error came from', async () => {
    server = await newServer({ LOG_LEVEL: 'error', NODE_OPTIONS: FAILING });
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

  it('loads no package from its files but native code, and has V8 compile nothing', async () => {
    server = await newServer();
    await server.start();
    await server.signal('SIGTERM');
    server.env.NODE_OPTIONS = COUNTING;
    await server.start();
    await new Cast(server).login(ADMIN.username, ADMIN.password);
    await server.signal('SIGTERM');
    const listed = (name: string): unknown[] =>
      JSON.parse(new RegExp(`^${name}:(.+)$`, 'm').exec(server.printed)?.[1] ?? '');
    const loaded = listed('Loaded').map((name) => String(name).replace(/^(@node-rs)\/.+/, '$1'));
    const native = ['@node-rs', 'bindings', 'file-uri-to-path', 'sqlite3'];
    expect([...new Set(loaded)]).toEqual(native);
    expect(listed('Refused')).toEqual([false]);
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
    expect(expectStatus(200, await wire.get('/reference')).text).toContain('<div id="root">');
    expectStatus(200, await wire.get('/api/docs.json'));
  });
});

/** What the lock file says about a package. */
interface Locked {
  dev?: boolean;
  link?: boolean;
}
