import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './build.mjs';

// `node scripts/code-cache.mjs <command>`: runs the bundle, and keeps what V8 compiled for that.
const { CODE, program } = createRequire(import.meta.url)(join(ROOT, 'dist/server/boot.js'));
process.once('exit', () => writeFileSync(CODE, program.createCachedData()));
