/** What a grant and a row keep; a longer one is no resource. */
const LONGEST = 2_048;

/**
 * The one spelling of all that mean the same resource (RFC 3986 §6.2.2, §6.2.3): letter case of scheme,
 * host and percent-encoding, encoded unreserved characters, dot segments, the default port and an empty
 * path do not count. A path with a slash at its end is another one than without.
 * @returns nothing when it is no absolute URI without fragment (RFC 8707 §2)
 */
export function resourceKey(uri: string): string | undefined {
  // The parser also takes spaces, `https:/host` and `\`, which no URI has.
  if (!/^[a-z][a-z0-9+.-]*:[^\s\p{Cc}\\#]+$/iu.test(uri)) return undefined;
  if (/^https?:/i.test(uri) && !/^https?:\/\/[^/]/i.test(uri)) return undefined;
  if (uri.length > LONGEST || !URL.canParse(uri)) return undefined;
  const key = new URL(decoded(uri)).href;
  return key.length <= LONGEST ? key : undefined;
}

/** Whether two spellings, or two times nothing, mean the same resource. */
export function isSameResource(left: string | undefined, right: string | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  const key = resourceKey(left);
  return key !== undefined && key === resourceKey(right);
}

/** Unreserved characters need no encoding (RFC 3986 §2.3); the letters of others are upper case. */
function decoded(uri: string): string {
  return uri.replace(/%[0-9a-f]{2}/gi, (code) => {
    const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(sign) ? sign : code.toUpperCase();
  });
}
