import { randomUUID } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSource } from 'oazapfts';
import { compile, OUTPUT } from './dev-compiler.mjs';
import { ROOT } from './build.mjs';

// `npm run openapi`: writes the contract and the portal's typed client from the running code.
const require = createRequire(import.meta.url);
const folder = join(ROOT, 'src/portal/web/api');
const contract = join(folder, 'openapi.json');

await compile();
const { createApp, openApiDocument } = require(join(OUTPUT, 'src/app.setup.js'));
const { readConfig } = require(join(OUTPUT, 'src/config/config.js'));

const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-openapi-'));
try {
  const config = readConfig({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ADMIN_PASSWORD: randomUUID(),
  });
  const app = await createApp(config);
  await app.init();
  // The portal calls the server that it came from.
  const document = sorted({ ...openApiDocument(app), servers: [{ url: '/' }] });
  await app.close();

  mkdirSync(folder, { recursive: true });
  writeFileSync(contract, `${JSON.stringify(document, null, 2)}\n`);
  const successes = join(dataDir, 'successes.json');
  writeFileSync(successes, JSON.stringify(withoutErrors(document)));
  const client = await generateSource(successes, {
    optimistic: true,
    useUnknown: true,
    futureStripLegacyMethods: true,
  });
  for (const [file, text] of Object.entries(divided(client)))
    writeFileSync(join(folder, file), text);
  process.stdout.write(`${Object.keys(document.paths).length} paths written to ${folder}\n`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** The portal reads every error in the same way, so its client is made without them. */
function withoutErrors({ paths, ...rest }) {
  const operations = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, { responses, ...operation }]) => {
        const answers = Object.entries(responses).filter(([status]) => !/^[45]/.test(status));
        return [method, { ...operation, responses: Object.fromEntries(answers) }];
      }),
    ),
  ]);
  return { ...rest, paths: Object.fromEntries(operations) };
}

/** The same code must give the same file, so members are in alphabetical order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** What the pages before the portal call: those load nothing of the rest. */
function isOfSession(name) {
  return /^(portal|consumer(Activate|PasswordReset|Register|Resend))/.test(name);
}

/** The client in three files: what runs each call, the calls of the session's pages, and all others with the types. */
function divided(client) {
  const begin = client.indexOf('export type');
  const header = client.slice(0, begin).replace('const oazapfts', 'export const oazapfts');
  const mark = client.slice(0, client.indexOf('import'));
  const types = [...client.matchAll(/^export type (\w+)/gm)].map(([, name]) => name);
  const ofSession = [];
  const rest = client
    .slice(begin)
    .replace(/(?:^\/\*\*\n(?: \*.*\n)* \*\/\n)?^export function (\w+)[^]*?^}\n/gm, (text, name) => {
      if (!isOfSession(name)) return text;
      ofSession.push(text);
      return '';
    });
  const imports = (text) =>
    [
      `import type * as Oazapfts from "@oazapfts/runtime";`,
      text.includes('QS.') && `import * as QS from "@oazapfts/runtime/query";`,
      `import { oazapfts } from "./runtime.gen";`,
    ]
      .filter(Boolean)
      .join('\n');
  const calls = ofSession.join('');
  const named = types.filter((name) => new RegExp(`\\b${name}\\b`).test(calls));
  return {
    'runtime.gen.ts': header.replace(/import \* as QS.*\n/, ''),
    'session.gen.ts': `${mark}${imports(calls)}\nimport type { ${named.join(', ')} } from "./client.gen";\n\n${calls}`,
    'client.gen.ts': `${mark}${imports(rest)}\n\n${rest}`,
  };
}
