/**
 * Keeps an answer's entity tag with its body, so that whoever shows the body can say later what
 * their change replaces.
 */
export async function withEntityTag(answer: Response): Promise<Response> {
  const etag = answer.headers.get('etag');
  if (!etag || !answer.headers.get('content-type')?.includes('json')) return answer;
  const body = (await answer.json()) as object;
  return new Response(JSON.stringify({ ...body, etag: strong(etag) }), answer);
}

/** The header of a change that must not replace what its sender has not seen (RFC 9110 §13.1.1). */
export function ifMatch(seen: object): { ifMatch?: string } {
  const { etag } = seen as { etag?: string };
  return etag ? { ifMatch: etag } : {};
}

/** Proxies that compress mark the tag as weak, or add what they did, and it would match nothing. */
function strong(etag: string): string {
  return etag.replace(/^W\//, '').replace(/[-;](?:gzip|br|zstd|deflate)"$/, '"');
}
