// How much JavaScript a page of the portal loads first, compressed, from Vite's manifest.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const root = new URL('../dist/portal/', import.meta.url);

/** The page that a person sees first, and how much it may weigh. */
export const FIRST_PAGE = 'session/sign-in-page.tsx';
export const FIRST_LOAD_LIMIT_KB = 200;

/**
 * The compressed size in KB of all scripts that `page` needs before it shows: the entry's, the
 * page's, the language's and everything that they import statically.
 */
export function firstLoad(page = FIRST_PAGE) {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', root), 'utf8'));
  const seen = new Set();
  const walk = (key) => {
    if (seen.has(key)) return;
    if (!manifest[key]) throw new Error(`${key} is not in the manifest of the built portal.`);
    seen.add(key);
    for (const next of manifest[key].imports ?? []) walk(next);
  };
  ['index.html', page, 'i18n/fr.ts'].forEach(walk);
  const files = [...new Set([...seen].map((key) => manifest[key].file))];
  const bytes = files
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, root))).length, 0);
  return Math.round(bytes / 102.4) / 10;
}

/** Prints the size at the end of a build. */
export function printFirstLoad() {
  console.log(`Sign-in page, first load: ${firstLoad()} KB of compressed JavaScript.`);
}
