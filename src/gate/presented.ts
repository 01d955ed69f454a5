import { withoutCase } from '../apis/path-tree.js';

/** Header names and values in turn, as they came. */
export type RawHeaders = readonly string[];

/** How a caller proves who they are. */
export interface Credential {
  scheme: 'bearer' | 'dpop' | 'key';
  token: string;
  /** The proof of a DPoP token's key. */
  proof?: string;
}

/** What a request brings beside its path. */
export interface Presented {
  /** Missing when there is none, or one of a scheme that we do not know. */
  credential?: Credential;
  /** The account that the request names. */
  account?: string;
  /** The method that a browser asks for before it sends it (Fetch standard §4.8). */
  preflightFor?: string;
}

/** A rule that a request breaks; `forged` ones are refused even while an API is only observed. */
export interface PresentedFault {
  sentence: string;
  forged: boolean;
}

type Kind =
  | 'own'
  | 'forged'
  | 'override'
  | 'connection'
  | 'authorization'
  | 'proof'
  | 'account'
  | 'origin'
  | 'preflight'
  | 'other';

const OVERRIDES = [
  'X_HTTP_METHOD_OVERRIDE',
  'X_HTTP_METHOD',
  'X_METHOD_OVERRIDE',
  'X_ORIGINAL_URL',
  'X_REWRITE_URL',
];
const EXACT: Record<string, Kind> = {
  'gatehouse-gate': 'own',
  connection: 'connection',
  authorization: 'authorization',
  dpop: 'proof',
  'x-account': 'account',
  origin: 'origin',
  'access-control-request-method': 'preflight',
};
/** Query names that carry a credential or another method, in the folded form. */
const QUERY = ['_METHOD', 'ACCESS_TOKEN', 'API_KEY'];

const MOST_KINDS = 1_000;
/** What was found out about names of headers: nearly all requests have the same ones. */
const kinds = new Map<string, Kind>();

/** What the headers hold, before it is known what it means. */
interface Collected {
  authorization?: string;
  key?: string;
  proof?: string;
  account?: string;
  origin?: string;
  preflight?: string;
  /** How many headers there are of a kind that may come once. */
  credentials: number;
  proofs: number;
  accounts: number;
  fault?: PresentedFault;
}

/**
 * Reads a request's credential, and refuses what could be read in two ways: two credentials, one in
 * the query, another method in a header, or headers that only the gate may send.
 * @param keyHeader the header of the API's keys, in lower case
 */
export function readPresented(
  headers: RawHeaders,
  target: string,
  keyHeader: string,
): Presented | PresentedFault {
  const foldedKey = foldName(keyHeader);
  const found = collect(headers, keyHeader, foldedKey);
  if (found.fault) return found.fault;
  if (found.credentials > 1) return ambiguous('The request has two credentials.');
  if (found.proofs > 1) return ambiguous('The request has two proofs.');
  if (found.accounts > 1) return ambiguous('The request names an account twice.');
  const inQuery = queryFault(target, foldedKey);
  if (inQuery) return ambiguous(inQuery);
  return {
    credential: credentialOf(found),
    account: found.account,
    preflightFor: found.origin === undefined ? undefined : found.preflight,
  };
}

function collect(headers: RawHeaders, keyHeader: string, foldedKey: string): Collected {
  const found: Collected = { credentials: 0, proofs: 0, accounts: 0 };
  for (let at = 0; at < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    const value = headers[at + 1] ?? '';
    if (name.length === foldedKey.length && foldName(name) === foldedKey) {
      found.credentials += 1;
      // In another spelling it is a key to some programs, and none to us.
      if (name === keyHeader) found.key = value;
    } else note(found, kindOf(name), value);
  }
  return found;
}

function note(found: Collected, kind: Kind, value: string): void {
  if (kind === 'other' || kind === 'own') return;
  if (kind === 'forged')
    found.fault = forged('The request has a header that only the gate may send.');
  else if (kind === 'connection') {
    if (namesOurs(value)) found.fault = forged('Connection names a header of the gate.');
  } else if (kind === 'override')
    found.fault ??= ambiguous('The request names another method or path in a header.');
  else {
    if (kind === 'authorization') found.credentials += 1;
    if (kind === 'proof') found.proofs += 1;
    if (kind === 'account') found.accounts += 1;
    found[kind] = value;
  }
}

/** Whether what was read is a fault. */
export function isFault(read: Presented | PresentedFault): read is PresentedFault {
  return 'sentence' in read;
}

/** A name as CGI and its successors see it: every character but letters and digits becomes `_`. */
function foldName(name: string): string {
  return withoutCase(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_');
}

function credentialOf({ authorization, key, proof }: Collected): Presented['credential'] {
  if (key !== undefined) return key === '' ? undefined : { scheme: 'key', token: key };
  if (authorization === undefined) return undefined;
  const [, scheme = '', token = ''] = /^(bearer|dpop) +(\S+) *$/i.exec(authorization) ?? [];
  if (token === '') return undefined;
  return scheme.toLowerCase() === 'dpop'
    ? { scheme: 'dpop', token, proof }
    : { scheme: 'bearer', token };
}

function kindOf(name: string): Kind {
  const known = kinds.get(name);
  if (known) return known;
  const folded = foldName(name);
  const isForged = name !== 'gatehouse-gate' && folded.startsWith('GATEHOUSE_');
  const isOverride = OVERRIDES.includes(folded);
  const kind = isForged ? 'forged' : isOverride ? 'override' : (EXACT[name] ?? 'other');
  if (kinds.size < MOST_KINDS) kinds.set(name, kind);
  return kind;
}

/** Whether `Connection` would have a proxy take our headers away (RFC 9110 §7.6.1). */
function namesOurs(connection: string): boolean {
  return (
    /gatehouse/i.test(withoutCase(connection)) &&
    connection.split(',').some((name) => foldName(name.trim()).startsWith('GATEHOUSE_'))
  );
}

/** Names alone, decoded: what a parameter is called decides, not what it says. */
function queryFault(target: string, keyHeader: string): string | undefined {
  const start = target.indexOf('?');
  if (start < 0) return undefined;
  for (const pair of target.slice(start + 1).split(/[&;]/)) {
    const name = queryName(pair.split('=', 1)[0] ?? '');
    if (name === '_METHOD') return 'The query names another method.';
    if (QUERY.includes(name) || name === keyHeader) return 'The query holds a credential.';
  }
  return undefined;
}

/** As the most generous program reads it: PHP drops leading spaces and all from `[` or NUL on. */
function queryName(raw: string): string {
  const spaced = raw.replaceAll('+', ' ');
  const text = spaced.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
  return foldName((/^\s*([^[\0]*)/.exec(text)?.[1] ?? '').trimEnd());
}

function forged(sentence: string): PresentedFault {
  return { sentence, forged: true };
}

function ambiguous(sentence: string): PresentedFault {
  return { sentence, forged: false };
}
