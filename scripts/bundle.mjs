import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT } from './build.mjs';

// Makes dist/server, the program and its packages in one file, and dist/ormconfig.js for TypeORM's own
// command line. Types are not checked here: `npm run check` does that.
const OUTPUT = join(ROOT, 'dist/server');

/** What stays in node_modules: native code, and what few starts need. */
const OUTSIDE = [
  'sqlite3',
  '@node-rs/argon2',
  'pg',
  'ioredis',
  'nodemailer',
  '@zxcvbn-ts/language-common',
];

/** Of TypeORM's drivers the program uses two. */
const otherDrivers = {
  name: 'other-drivers',
  resolveId: (source, importer = '') =>
    /\/typeorm\/driver\/DriverFactory\.js$/.test(importer) &&
    /^\.\/(?!sqlite\/|postgres\/)/.test(source)
      ? '\0no-driver'
      : null,
  load: (id) => (id === '\0no-driver' ? 'module.exports = {};' : null),
};

/**
 * These types make a `require` of their own, which the bundler does not follow, for what may not be
 * installed. It is, and class-validator must not be there twice.
 */
const mappedTypes = {
  name: 'mapped-types',
  transform: (code, id) =>
    id.includes('/@nestjs/mapped-types/')
      ? { code: code.replace('const require = createRequire(import.meta.url);', ''), map: null }
      : null,
};

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

/** What only we have installed, for tests and tools, is as missing for a package as it is elsewhere. */
const forDevelopment = {
  name: 'for-development',
  resolveId: {
    filter: { id: /^[^./\0]/ },
    async handler(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = found ? relative(ROOT, found.id) : '';
      // A package may have its own version of another one below it.
      const [name] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [];
      return packages[name]?.dev ? '\0missing' : found;
    },
  },
  load: (id) =>
    id === '\0missing' ? "throw new Error('It is installed for development alone.');" : null,
};

/** What depd is in a browser. In Node it asks for its caller's line, and V8 counts those of the whole file. */
const depd = join(ROOT, 'node_modules/depd/lib/browser/index.js');

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
const { code, map } = await bundle('src/main.ts', (id) => OUTSIDE.includes(id));
// The function that Node makes of a module stands in the file, so that src/boot.ts need not copy it all.
write('server/main.js', `(function (require, module, exports, __filename, __dirname) {${code}\n})`);
write('server/places.json', JSON.stringify(placesOf(code, map)));
write('server/boot.js', (await bundle('src/boot.ts')).code);
const isForCommands = (id) => id === 'typeorm' || OUTSIDE.includes(id);
write('ormconfig.js', (await bundle('ormconfig.ts', isForCommands)).code);
keepCode();

function write(name, text) {
  writeFileSync(join(ROOT, 'dist', name), text);
}

async function bundle(input, external) {
  const bundled = await rolldown({
    input: join(ROOT, input),
    platform: 'node',
    tsconfig: join(ROOT, 'tsconfig.json'),
    external,
    resolve: { alias: { depd } },
    plugins: [otherDrivers, mappedTypes, forDevelopment],
    onLog: (level, log, report) => {
      if (!isOptional(log)) report(level === 'warn' ? 'error' : level, log);
    },
  });
  const { output: chunks } = await bundled.generate({
    file: join(OUTPUT, 'main.js'),
    format: 'cjs',
    codeSplitting: false,
    comments: false,
    // Entities, providers and log lines are called by the names of classes.
    keepNames: true,
    sourcemap: 'hidden',
  });
  // One character beyond Latin-1 would make V8 keep two bytes for each character of the file.
  const code = chunks[0].code.replaceAll(/[^\0-\x7f]/g, escaped);
  return { code, map: chunks[0].map };
}

/** A package may ask for another one that is not installed; our own files may not. */
function isOptional({ code, id = '' }) {
  return code === 'UNRESOLVED_IMPORT' && id.includes('node_modules');
}

function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What `src/boot.ts` needs for stack traces, a twentieth of what the source map takes in memory. */
function placesOf(code, { mappings, sources, names, version }) {
  const map = new SourceMap({ mappings, sources, names, version });
  const positions = new Map(sources.map((source, position) => [source, position]));
  const lines = code.split('\n').flatMap((text, line) => {
    const first = map.findEntry(line, text.search(/\S|$/));
    const found = first.generatedLine === line ? first : map.findEntry(line, Infinity);
    return [positions.get(found.originalSource) ?? -1, (found.originalLine ?? 0) + 1];
  });
  return { sources: sources.map((source) => relative(ROOT, resolve(OUTPUT, source))), lines };
}

/** Runs the program once, on a database of its own, and keeps what V8 compiled for that. */
function keepCode() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-build-'));
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/code-cache.mjs'), 'doctor'],
      { env: { DATA_DIR: folder }, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`The bundle does not run:\n${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
