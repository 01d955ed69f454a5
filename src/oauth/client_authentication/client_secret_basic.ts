import { invalidClient } from '../errors.js';
import type { TokenRequest } from '../token-request.js';

export interface Credentials {
  id: string;
  secret: string;
}

/** Whether the request carries a Basic header. */
export function presents({ authorization }: TokenRequest): boolean {
  return /^basic\b/i.test(authorization ?? '');
}

/**
 * The readings of a Basic header, the likeliest first. RFC 6749 §2.3.1 wants both parts form-encoded;
 * many clients send them raw (RFC 7617), and for people's passwords the two can differ.
 */
export function credentials({ authorization }: TokenRequest): Credentials[] {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization ?? '')?.[1];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const text = bytes.toString('utf8');
  const colon = text.indexOf(':');
  // RFC 4648 §4, with its padding: two spellings of one secret would be two requests to a proxy.
  if (!encoded || colon < 1 || bytes.toString('base64') !== encoded)
    throw invalidClient('The Basic header is not base64 of "client ID:secret".');
  const raw = { id: text.slice(0, colon), secret: text.slice(colon + 1) };
  const decoded = { id: formDecode(raw.id), secret: formDecode(raw.secret) };
  // RFC 6749 Appendix A: both are printable; a database cannot even look for NUL.
  if (`${text}${decoded.id}${decoded.secret}`.includes('\0'))
    throw invalidClient('The Basic header holds NUL.');
  if (decoded.id === undefined || decoded.secret === undefined) return [raw];
  const same = decoded.id === raw.id && decoded.secret === raw.secret;
  return same ? [raw] : [{ id: decoded.id, secret: decoded.secret }, raw];
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
