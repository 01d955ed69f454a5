import { statSync } from 'node:fs';
import { join } from 'node:path';
import { SigningKeys } from '../auth/keys/signing-keys.js';
import type { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Transaction } from '../database/transaction.js';
import { GatesQuery } from '../gate/gates/gates.query.js';
import type { CommandContext } from './context.js';

const MOST_CLOCK_DRIFT_MS = 5_000;

/** One thing looked at: fine, or what to do. */
interface Finding {
  what: string;
  advice?: string;
}

/** Checks configuration, database, clock, keys and gates, and says what to do. */
export async function doctor({ app, config, print }: CommandContext): Promise<number> {
  const findings = [
    ...configuration(config),
    await database(app.get(Database), app.get(UnitOfWork)),
    await clock(app.get(Database)),
    ...keys(app.get(SigningKeys)),
    ...(await gates(app.get(GatesQuery))),
  ];
  for (const { what, advice } of findings) print(advice ? `✗ ${what}: ${advice}` : `✓ ${what}`);
  return findings.some(({ advice }) => advice) ? 1 : 0;
}

function configuration(config: Config): Finding[] {
  const url = new URL(config.publicUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return [
    {
      what: `The public URL is ${config.publicUrl}`,
      advice:
        url.protocol === 'http:' && !local
          ? 'put TLS in front and set PUBLIC_URL to the https:// address'
          : undefined,
    },
    { what: 'The master key is kept for its owner alone', advice: keyFileAdvice(config) },
    {
      what: config.smtpUrl ? 'Mail goes out by SMTP' : 'Mail is written to the outbox folder',
      advice: config.smtpUrl || local ? undefined : 'set SMTP_URL, so that people get their mail',
    },
  ];
}

function keyFileAdvice({ dataDir }: Config): string | undefined {
  const file = join(dataDir, 'secret.key');
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || (mode & 0o077) === 0) return undefined;
  return `others can read ${file}; run: chmod 600 ${file}`;
}

async function database(database: Database, work: UnitOfWork): Promise<Finding> {
  const what = `The database (${database.isPostgres ? 'PostgreSQL' : 'SQLite'}) reads and writes`;
  try {
    await database.rows.query('SELECT 1');
    await work.run((tx: Transaction) => tx.rows.query('SELECT 1'));
    return { what };
  } catch (error) {
    return { what, advice: `check DATABASE_URL and the server: ${(error as Error).message}` };
  }
}

async function clock(database: Database): Promise<Finding> {
  const what = 'The clock agrees with the database';
  if (!database.isPostgres) return { what };
  const [row] = await database.rows.query(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now',
  );
  const drift = Math.abs(Number(row.now) - Date.now());
  return {
    what,
    advice: drift > MOST_CLOCK_DRIFT_MS ? `they differ by ${drift} ms; run NTP` : undefined,
  };
}

/** One line for each key, so that an operator sees which one to revoke. */
function keys({ published }: SigningKeys): Finding[] {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const findings = published.map(({ kid, alg, state, createdAt, retiredAt }) => ({
    what: retiredAt
      ? `Signing key ${kid}: retired on ${day(retiredAt)}, ${alg}, what it signed before counts until it expires`
      : `Signing key ${kid}: ${state}, ${alg}, made on ${day(createdAt)}`,
  }));
  const withState = (wanted: string) => published.filter(({ state }) => state === wanted);
  const waiting = withState('next').map(({ alg }) => alg);
  const isNext = withState('current').every(({ alg }) => waiting.includes(alg));
  const advice = isNext ? undefined : 'run: npm run gatehouse -- keys rotate';
  return [{ what: `${published.length} signing keys are published`, advice }, ...findings];
}

/** A gate that never asked stands in front of nothing. */
async function gates(query: GatesQuery): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (;;) {
    const page = await query.list({ startIndex: findings.length, count: 100 });
    for (const { name, lastAskedAt } of page.entry)
      findings.push({
        what: lastAskedAt
          ? `Gate ${name} asked last at ${lastAskedAt}`
          : `Gate ${name} never asked`,
        advice: lastAskedAt
          ? undefined
          : `look at the proxy; run: npm run gatehouse -- gate check --url <address> --gate ${name}`,
      });
    if (page.entry.length === 0 || findings.length >= page.totalResults) return findings;
  }
}
