import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { ROOT } from './build.mjs';

const require = createRequire(import.meta.url);
const options = require('./swc.cjs');

/** What the server is made of, and where it is compiled to in development. */
export const SOURCES = ['src', 'packages'].map((folder) => join(ROOT, folder));
export const OUTPUT = join(ROOT, 'dist/dev');

/** The portal is Vite's, and what has a package of its own is not the server's. */
const SKIPPED = [join(ROOT, 'src/portal/web')];
const SKIPPED_NAMES = ['node_modules', 'dist', 'test'];

/**
 * Compiles what is newer than its output, one file by itself, and removes what has no source any more.
 * Types are not checked: the editor and `npm run check` do that.
 * @returns whether anything changed
 * @throws Error when a file cannot be read as TypeScript
 */
export async function compile() {
  const files = SOURCES.flatMap(sourcesIn);
  const outputs = new Set(files.map(outputOf));
  const gone = existsSync(OUTPUT) ? filesIn(OUTPUT).filter((file) => !outputs.has(file)) : [];
  for (const file of gone) rmSync(file);
  const stale = files.filter((file) => timeOf(file) >= timeOf(outputOf(file)));
  await Promise.all(stale.map(compileFile));
  return gone.length + stale.length > 0;
}

async function compileFile(file) {
  const { code } = await transformFile(file, options);
  mkdirSync(dirname(outputOf(file)), { recursive: true });
  writeFileSync(outputOf(file), code);
}

function sourcesIn(folder) {
  return filesIn(
    folder,
    (path, name) => !SKIPPED.includes(path) && !SKIPPED_NAMES.includes(name),
  ).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
}

function filesIn(folder, wanted = () => true) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!wanted(path, entry.name)) return [];
    return entry.isDirectory() ? filesIn(path, wanted) : [path];
  });
}

function outputOf(file) {
  return join(OUTPUT, relative(ROOT, file)).replace(/\.ts$/, '.js');
}

function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}
