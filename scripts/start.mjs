import { build, ROOT } from './build.mjs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// `npm start` and `npm run gatehouse -- <command>`: build what is stale, then run it in this very
// process, so that a signal from the outside reaches the server itself.
if (await build()) await import(pathToFileURL(join(ROOT, 'dist/src/main.js')).href);
else process.exitCode = 1;
