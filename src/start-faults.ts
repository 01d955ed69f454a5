import type { Config } from './config/config.js';

/** What PostgreSQL and the way to it answer, in words. */
const POSTGRES: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ECONNRESET: 'it hung up',
  '28P01': 'it does not accept this password',
  '28000': 'it does not let this user in',
  '3D000': 'it has no database of this name',
  '42501': 'this user may not do what a start needs',
  '53300': 'it has no connection left',
  '57P03': 'it is still starting',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'no authority signed its certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'no authority signed its certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'no authority signed its certificate',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** What the driver says without a code. */
const POSTGRES_WORDS: [RegExp, string][] = [
  [/terminated unexpectedly/, 'it hung up, as if it were no PostgreSQL'],
  [/not support SSL/, 'it has no TLS, which DATABASE_URL asks for'],
];

const SQLITE: Record<string, string> = {
  SQLITE_CANTOPEN: 'cannot be opened or made',
  SQLITE_READONLY: 'cannot be written',
  SQLITE_NOTADB: 'is no SQLite database',
  SQLITE_CORRUPT: 'is damaged; restore a backup',
  SQLITE_FULL: 'cannot grow, the disk is full',
  SQLITE_BUSY: 'is in use by another program',
  SQLITE_IOERR: 'cannot be read or written',
};

const LISTEN: Record<string, string> = {
  EADDRINUSE: 'somebody listens there already; stop that program, or set PORT to another port',
  EACCES: 'this user may not; set PORT to 1024 or more, and put a proxy before it',
  EADDRNOTAVAIL: 'this machine has no such address; correct HOST',
  ENOTFOUND: 'there is no such host; correct HOST',
};

interface Failure {
  code?: string;
  message?: string;
  syscall?: string;
  driverError?: Failure;
}

/**
 * Why a start failed and what to do, in one sentence without a secret; nothing when nobody foresaw
 * it.
 */
export function explainStart(error: unknown, config: Config): string | undefined {
  const { code = '', message = '', syscall, driverError } = (error ?? {}) as Failure;
  if (driverError) return explainStart(driverError, config);
  const { database, host, port } = config;
  const isOwn = syscall === 'listen' || database.kind === 'sqlite';
  if (isOwn && code in LISTEN) return `Cannot listen on ${host}:${port}: ${LISTEN[code]}.`;
  if (database.kind === 'sqlite') {
    const why = SQLITE[code];
    return why && `The database ${database.file} ${why}; see DATABASE_URL and DATA_DIR.`;
  }
  const said = POSTGRES_WORDS.find(([words]) => words.test(message));
  const why = POSTGRES[code] ?? said?.[1];
  const { host: server, pathname } = new URL(database.url);
  const name = pathname.length > 1 ? `${pathname.slice(1)} ` : '';
  return (
    why &&
    `The database ${name}on ${server} cannot be used: ${why}; start it, or correct DATABASE_URL.`
  );
}
