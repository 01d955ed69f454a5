import { dirname, join, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';
import { folderFault } from './folders.js';
import { readMasterKey } from './master-key.js';
import {
  isReadableUrl,
  proxyFaults,
  publicUrlFaults,
  sqliteFaults,
  strayFaults,
  warningsOf,
} from './value-faults.js';

/** Where the rows are: one file, or a PostgreSQL server. */
export type DatabaseLocation = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };

/** Thrown when the environment is unusable; `faults` names every fault, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
  }
}

/** Holds the whole configuration, validated and read once. Only this folder reads the environment. */
export class Config {
  port: number;
  host: string;
  /** Without a slash at the end. */
  publicUrl: string;
  /** The path of the public URL, which a proxy strips: empty, or as in `/gate`. */
  basePath: string;
  dataDir: string;
  database: DatabaseLocation;
  redisUrl?: string;
  masterKey: Buffer;
  admin: { username: string; password?: string; email: string };
  smtpUrl?: string;
  trustedProxies: string[];
  rateLimit: boolean;
  logLevel: string;
  /** Whether `NODE_ENV` says so. */
  production: boolean;
  /** Seconds. */
  accessTokenTtl: number;
  /** Seconds. */
  refreshTokenTtl: number;
  /** What starts, but is seldom meant: one sentence each. */
  warnings: string[];
}

const INTEGERS = ['PORT', 'ACCESS_TOKEN_TTL', 'REFRESH_TOKEN_TTL'];

/**
 * Turns the environment into a `Config`. Creates the data folder and, when none is given, the
 * master key.
 * @throws ConfigError listing every fault at once
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const values = pickKnown(given);
  const environment = plainToInstance(Environment, withNumbers(values), {
    exposeDefaultValues: true,
  });
  const stray = strayFaults(values);
  const isStray = (fault: string) => stray.some((other) => nameIn(other) === nameIn(fault));
  const others = [...ruleFaults(environment), ...combinationFaults(environment)];
  const faults = [...stray, ...others.filter((fault) => !isStray(fault))];
  if (faults.length > 0) throw new ConfigError(faults);

  const dataDir = resolve(environment.DATA_DIR);
  mustBeWritable('DATA_DIR', dataDir);
  const publicUrl = new URL(
    environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
  ).href.replace(/\/+$/, '');
  const database = databaseLocation(environment.DATABASE_URL, dataDir);
  if (database.kind === 'sqlite') mustBeWritable('DATABASE_URL', dirname(database.file));
  try {
    const masterKey = readMasterKey(environment.SECRET_KEY, environment.SECRET_KEY_FILE, dataDir);
    return Object.freeze({
      port: environment.PORT,
      host: environment.HOST,
      publicUrl,
      basePath: new URL(publicUrl).pathname.replace(/^\/$/, ''),
      dataDir,
      database,
      redisUrl: environment.REDIS_URL,
      masterKey,
      admin: {
        username: environment.ADMIN_USERNAME,
        password: environment.ADMIN_PASSWORD,
        email: environment.ADMIN_EMAIL,
      },
      smtpUrl: environment.SMTP_URL,
      trustedProxies: proxies(environment.TRUST_PROXY),
      rateLimit: environment.RATE_LIMIT === 'on',
      logLevel: environment.LOG_LEVEL,
      production: environment.NODE_ENV === 'production',
      accessTokenTtl: environment.ACCESS_TOKEN_TTL,
      refreshTokenTtl: environment.REFRESH_TOKEN_TTL,
      warnings: warningsOf({ ...values, HOST: environment.HOST }, publicUrl, masterKey),
    });
  } catch (cause) {
    throw new ConfigError([cause instanceof Error ? cause.message : String(cause)]);
  }
}

function mustBeWritable(name: string, folder: string): void {
  const fault = folderFault(folder);
  if (fault)
    throw new ConfigError([
      `${name} keeps its files in ${folder}, where nothing can be written (${fault}); make it writable for this user, or name another folder`,
    ]);
}

function pickKnown(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const known = [...Object.keys(new Environment()), ...OPTIONAL];
  return Object.fromEntries(known.filter((name) => name in env).map((name) => [name, env[name]]));
}

const OPTIONAL = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'SECRET_KEY',
  'SECRET_KEY_FILE',
  'ADMIN_PASSWORD',
  'SMTP_URL',
  'TRUST_PROXY',
  'NODE_ENV',
];

function withNumbers(env: Record<string, string | undefined>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) =>
      INTEGERS.includes(name) && /^\d+$/.test(value ?? '') ? [name, Number(value)] : [name, value],
    ),
  );
}

function ruleFaults(environment: Environment): string[] {
  return validateSync(environment, { stopAtFirstError: true }).flatMap((fault) =>
    Object.values(fault.constraints ?? {}),
  );
}

function combinationFaults(environment: Environment): string[] {
  const faults: string[] = [];
  const keyed = environment.SECRET_KEY ?? environment.SECRET_KEY_FILE;
  if (environment.SECRET_KEY && environment.SECRET_KEY_FILE)
    faults.push('SECRET_KEY and SECRET_KEY_FILE are both set; set one of them');
  if (
    environment.NODE_ENV === 'production' &&
    environment.DATABASE_URL?.startsWith('postgres') &&
    !keyed
  )
    faults.push('SECRET_KEY or SECRET_KEY_FILE is required with PostgreSQL in production');
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL'] as const)
    if (!environment[name]?.startsWith('sqlite:') && !isReadable(environment[name]))
      faults.push(`${name} is no URL; in a password, write special characters as %40 and the like`);
  return [
    ...faults,
    ...publicUrlFaults(environment.PUBLIC_URL),
    ...sqliteFaults(environment.DATABASE_URL),
    ...proxyFaults(proxies(environment.TRUST_PROXY)),
  ];
}

function isReadable(url: string | undefined): boolean {
  return !url?.includes('://') || isReadableUrl(url);
}

/** The variable that a fault begins with. */
function nameIn(fault: string): string {
  return fault.split(' ', 1)[0] ?? '';
}

function proxies(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

function databaseLocation(url: string | undefined, dataDir: string): DatabaseLocation {
  if (url?.startsWith('postgres')) return { kind: 'postgres', url };
  const path = url?.replace(/^sqlite:(\/\/(?=\/))?/, '') ?? join(dataDir, 'gatehouse.sqlite');
  return { kind: 'sqlite', file: resolve(path) };
}
