import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

// `node scripts/lint-openapi.mjs file`: prints what Redocly and Spectral find in an OpenAPI document.
const [file] = process.argv.slice(2);

const redocly = spawnSync(
  process.execPath,
  [
    createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js'),
    'lint',
    '--extends=recommended',
    '--format=json',
    file,
  ],
  {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
);
const { problems } = JSON.parse(redocly.stdout.slice(redocly.stdout.indexOf('{')));

const linter = new spectral.Spectral();
linter.setRuleset({ extends: [rulesets.oas] });
const results = await linter.run(JSON.parse(readFileSync(file, 'utf8')));

const found = [
  ...problems.map(({ ruleId, message, location }) => [ruleId, location[0]?.pointer, message]),
  ...results.map(({ code, path, message }) => [code, path.join('/'), message]),
];
for (const each of found) process.stdout.write(`${each.join('  ')}\n`);
process.exitCode = found.length > 0 ? 1 : 0;
