const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { isBuiltin } = require('node:module');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');
const MODULES = join(ROOT, 'node_modules');
const FOLDER = join(ROOT, 'dist/packages');

/** What stays in node_modules: native code, and what few tests need. */
const OUTSIDE = [
  'sqlite3',
  '@node-rs/argon2',
  'pg',
  'ioredis',
  'nodemailer',
  '@zxcvbn-ts/language-common',
];

/** The package of an import: `typeorm` of `typeorm/driver/sqlite/SqliteDriver.js`. */
const packageOf = (name) => /^(@[^/]+\/)?[^/]+/.exec(name)[0];

/** The sources below a folder, but those of the portal's pages. */
function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'web' || entry.name === 'node_modules' ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** What the sources below a folder import from packages, types aside. */
function importsIn(folder) {
  return sourcesIn(join(ROOT, folder)).flatMap((path) =>
    [
      ...readFileSync(path, 'utf8').matchAll(
        /^import (?!type\b)(?:[^;]*? from )?'([^.'][^']*)';/gm,
      ),
    ].map(([, name]) => name),
  );
}

/** The packages of the server, by every name that it or a test imports from them. */
function packageNames() {
  // It imports modules of NestJS by names of its own.
  const own = [...importsIn('src'), '@nestjs/testing'].filter(
    (name) => !isBuiltin(name) && !OUTSIDE.includes(packageOf(name)),
  );
  const packages = new Set(own.map(packageOf));
  const others = ['test', 'packages']
    .flatMap(importsIn)
    .filter((name) => packages.has(packageOf(name)));
  return [...new Set([...own, ...others])].sort();
}

const names = packageNames();

/**
 * Bundles the packages, unless that was done since they, their names or this file changed. Jest loads
 * every module anew for each spec; this makes two thousand of the server's into one.
 */
async function bundlePackages() {
  const list = JSON.stringify(names);
  const marker = join(FOLDER, 'names.json');
  const made = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changed = Math.max(
    ...[__filename, join(ROOT, 'package-lock.json')].map((path) => statSync(path).mtimeMs),
  );
  if (made > changed && readFileSync(marker, 'utf8') === list) return;
  const folder = `${FOLDER}.${process.pid}`;
  for (const name of names)
    write(folder, `${name}/index.js`, `module.exports = require('${FOLDER}/all.js')['${name}'];`);
  write(folder, 'all.js', await bundled());
  write(folder, 'names.json', list);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(folder, FOLDER);
}

function write(folder, name, text) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

async function bundled() {
  const { rolldown } = await import('rolldown');
  const entry = join(ROOT, 'packages.cjs');
  const getters = names.map((name) => `get '${name}'() { return require('${name}'); }`);
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    external: (id) => OUTSIDE.includes(id),
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? `module.exports = {\n${getters.join(',\n')}\n};` : null),
      },
    ],
    onLog: (level, log, report) => {
      if (log.code !== 'UNRESOLVED_IMPORT') report(level === 'warn' ? 'error' : level, log);
    },
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    codeSplitting: false,
    comments: false,
    keepNames: true,
  });
  return output[0].code;
}

module.exports = { FOLDER, MODULES, bundlePackages, names, packageOf };
