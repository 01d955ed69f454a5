import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The program and its packages, in one function. `scripts/bundle.mjs` makes it and what is beside it. */
const MAIN = join(__dirname, 'main.js');

/** What V8 compiled in an earlier run. Another version of V8 refuses it, and compiles by itself. */
export const CODE = join(__dirname, 'main.code');

/** Which line of which source each line was, as `Places`. */
const PLACES = join(__dirname, 'places.json');
const PLACES_OF = statSync(PLACES).mtimeMs;

export interface Places {
  sources: string[];
  /** For each line of the program a position in `sources`, or -1, and the line there. */
  lines: number[];
}

/** The program, compiled. All of it is ASCII, which is the quickest to read. */
export const program = new Script(readFileSync(MAIN, 'latin1'), {
  filename: MAIN,
  cachedData: existsSync(CODE) ? readFileSync(CODE) : undefined,
});

Error.prepareStackTrace = (error, trace) =>
  [Error.prototype.toString.call(error), ...trace.map(describe)].join('\n    at ');

const main = { exports: {} };
program.runInThisContext()(createRequire(MAIN), main, main.exports, MAIN, __dirname);

/** A line of a stack as V8 words it, with the place in the source. */
function describe(site: NodeJS.CallSite): string {
  const text = String(site);
  const line = site.getLineNumber() ?? 0;
  const place = site.getFileName() === MAIN && placeOf(line);
  return place ? text.replace(`${MAIN}:${line}:${site.getColumnNumber()}`, () => place) : text;
}

let places: Places | undefined;

function placeOf(line: number): string | undefined {
  places ??= readPlaces();
  const [source = -1, original] = places.lines.slice((line - 1) * 2, line * 2);
  return source < 0 ? undefined : `${places.sources[source]}:${original}`;
}

/** Reads them when the first stack is asked for; few processes ever do. A later build has others. */
function readPlaces(): Places {
  const isOurs = statSync(PLACES, { throwIfNoEntry: false })?.mtimeMs === PLACES_OF;
  return isOurs ? JSON.parse(readFileSync(PLACES, 'utf8')) : { sources: [], lines: [] };
}
