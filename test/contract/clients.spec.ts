/** @database sqlite */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PAGE = join(ROOT, 'docs/clients.md');
const START = '<!-- made by test/contract/clients.spec.ts -->';

/** A flow is the title of a test; in the order of the columns. */
const FLOWS: Record<string, string> = {
  discovery: 'discovery',
  resource_metadata: 'resource metadata',
  client_credentials: 'client credentials',
  authorization_code: 'code + PKCE',
  openid: 'OpenID Connect',
  form_post: 'form_post',
  sign_out: 'sign-out',
  refresh_token: 'refresh',
  password: 'password',
  device_code: 'device',
  token_exchange: 'exchange',
  introspection: 'introspection',
  revocation: 'revocation',
  par: 'PAR',
  dpop: 'DPoP',
  private_key_jwt: 'private_key_jwt',
  registration: 'registration',
};

interface Client {
  name: string;
  flows: string[];
}

/** Every client with the titles of its tests, read from the tests themselves. */
function clients(): Client[] {
  const folder = join(ROOT, 'test/clients');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .sort()
    .flatMap((name) => clientsIn(readFileSync(join(folder, name), 'utf8')));
}

function clientsIn(text: string): Client[] {
  const found: Client[] = [];
  const words = /describe(?:With)?\('([^']+)'|\bit\('([^']+)'/g;
  for (const [, name = '', flow] of text.matchAll(words))
    if (flow) found.at(-1)?.flows.push(flow);
    else found.push({ name, flows: [] });
  return found.filter(({ flows }) => flows.length > 0);
}

function table(): string {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const rows = clients().map(({ name, flows }) => [
    `${name} ${devDependencies[name] ?? ''}`.trim(),
    ...Object.keys(FLOWS).map((flow) => (flows.includes(flow) ? 'yes' : '')),
  ]);
  return aligned([['', ...Object.values(FLOWS)], ...rows]);
}

/** A table as prettier writes it. */
function aligned(rows: string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: string[], filler = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  const [first, ...others] = rows.map((row) => line(row));
  return [first, rule, ...others].join('\n');
}

describe('docs/clients.md', () => {
  it('shows every pair of client and flow that a test walks', () => {
    const page = readFileSync(PAGE, 'utf8');
    const head = page.slice(0, page.indexOf(START));
    const wanted = `${head}${START}\n\n${table()}\n`;
    if (process.env.WRITE_DOCS) writeFileSync(PAGE, wanted);
    expect(readFileSync(PAGE, 'utf8')).toBe(wanted);
  });

  it('has a column for every flow', () => {
    const titles = clients().flatMap(({ flows }) => flows);
    expect([...new Set(titles)].filter((title) => !(title in FLOWS))).toEqual([]);
  });
});
