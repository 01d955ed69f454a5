import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build.mjs';

// `npm run check`: layout, rules and types, all at once. Prints what each of them has to say, one after the other.
const CHECKS = [
  ['prettier', '--check', '--log-level', 'warn', '.'],
  ['tsc', '--noEmit'],
  ['tsc', '--noEmit', '-p', 'src/portal/web'],
  ['oxlint'],
];

/** Runs a command of a package to its end, and tells its exit code. */
function run([command, ...words]) {
  const child = spawn(join(ROOT, 'node_modules/.bin', command), words, { cwd: ROOT });
  const printed = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => printed.push(chunk));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(printed));
      done(code);
    });
  });
}

const codes = await Promise.all(CHECKS.map(run));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
