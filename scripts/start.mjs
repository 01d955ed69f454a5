import { createRequire } from 'node:module';
import { build } from './build.mjs';

// `npm start` and `npm run gatehouse -- <command>`: build what is stale, then run it in this very
// process, so that a signal from the outside reaches the server itself.
if (await build()) createRequire(import.meta.url)('../dist/server/boot.js');
else process.exitCode = 1;
