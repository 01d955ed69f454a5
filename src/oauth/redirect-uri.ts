import { isForbidden, namedScheme, schemeOf } from './private-scheme.js';

const LONGEST = 2048;
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const ANSWERED = ['code', 'state', 'iss', 'error'];

/**
 * Why a client may not register this redirect URI, as a sentence; nothing when it may. Allowed are
 * https, http on the loopback interface (RFC 8252 §7.3) and private-use schemes: with a dot (RFC 8252
 * §7.1), or without one where `schemeFault` has nothing against it. `javascript:`, `data:` and their
 * like never pass.
 */
export function redirectUriFault(uri: string): string | undefined {
  if (uri.length > LONGEST) return `A redirect URI has at most ${LONGEST} characters.`;
  if (!/^[\x21-\x7E]+$/.test(uri) || uri.includes('\\'))
    return 'A redirect URI holds printable ASCII characters only, without spaces or backslashes.';
  if (uri.includes('#')) return 'A redirect URI has no fragment.';
  if (uri.includes('*')) return 'A redirect URI has no wildcard; it is compared exactly.';
  const scheme = schemeOf(uri);
  const url = parse(uri);
  if (!scheme || !url) return 'A redirect URI is absolute, like https://app.example/callback.';
  if (url.username || url.password || /^[^/]*:\/*[^/?]*@/.test(uri))
    return 'A redirect URI has no user name or password.';
  // Compared exactly, another spelling of the same address would never match what a client sends.
  if (url.href !== uri && url.href !== `${uri}/`)
    return 'A redirect URI is in its canonical spelling: lower-case scheme and host, no default port, no dot segments.';
  // Added by us to every answer (RFC 6749 §4.1.2, RFC 9207 §2): a second one would be read instead.
  if (ANSWERED.some((name) => url.searchParams.has(name)))
    return 'A redirect URI has no code, state, iss or error in its query.';
  if (scheme === 'https' || scheme === 'http') return webFault(uri, url);
  if (isForbidden(scheme))
    return 'A redirect URI uses https, http on the own machine, or a private scheme like com.example.app.';
  return undefined;
}

/**
 * Why a client may not have this redirect URI for the sake of its private scheme; nothing when it
 * may. A scheme without a dot is nobody's in particular, so it is for those that the operator names,
 * and for public clients, whose codes PKCE protects (RFC 8252 §8.4).
 * @param allowed the schemes without a dot that are allowed now
 */
export function schemeFault(
  uri: string,
  allowed: readonly string[],
  isPublic: boolean,
): SchemeFault | undefined {
  const scheme = namedScheme(uri);
  if (scheme === undefined) return undefined;
  if (!allowed.includes(scheme))
    return [
      'scheme_not_allowed',
      `The scheme ${scheme} is not allowed here: use https, http on the own machine, or a scheme like com.example.app, or ask an administrator to allow it.`,
    ];
  if (isPublic) return undefined;
  return ['public_apps_only', `The scheme ${scheme} is for public apps alone.`];
}

type SchemeFault = [code: string, message: string];

/**
 * Whether the asked redirect URI is the registered one: the same text, or on the loopback interface
 * the same but for the port, which a native app takes as it finds it (RFC 8252 §7.3).
 */
export function redirectUriMatches(registered: string, asked: string): boolean {
  if (registered === asked) return true;
  const [ours, theirs] = [loopback(registered), loopback(asked)];
  return ours !== undefined && ours === theirs;
}

/** A loopback URI without its port. After the port only a path or a query follows: no `@`. */
function loopback(uri: string): string | undefined {
  const parts = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::(\d{1,5}))?([/?].*)?$/.exec(uri);
  if (!parts || Number(parts[2] ?? 80) > 65_535) return undefined;
  return `${parts[1]}${parts[3] ?? ''}`;
}

/** Whether the answer goes to a program on the person's own machine. */
export function isLoopback(uri: string): boolean {
  return loopback(uri) !== undefined;
}

function webFault(uri: string, { protocol, hostname }: URL): string | undefined {
  if (!/^https?:\/\/[^/]/i.test(uri)) return 'A redirect URI names a host after two slashes.';
  if (protocol === 'http:' && !LOOPBACK.includes(hostname))
    return 'A redirect URI uses https; http is for the own machine (127.0.0.1, [::1], localhost).';
  return undefined;
}

function parse(uri: string): URL | undefined {
  try {
    return new URL(uri);
  } catch {
    return undefined;
  }
}
