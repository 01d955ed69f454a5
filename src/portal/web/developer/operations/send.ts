import { ProblemError } from '../../api/http';
import { sessionFetch } from '../../api/session-fetch';
import { basePath } from '../../base';
import type { ProgramCall } from './programs';

/** One try: the call, and who makes it. */
export interface Attempt {
  call: ProgramCall;
  caller: { as: 'nobody' } | { as: 'session' } | { as: 'app'; key: string; secret: string };
}

export interface Outcome {
  status: number;
  milliseconds: number;
  text: string;
}

/** Sends it; a refusal of the operation is an outcome too. */
export async function send({ call, caller }: Attempt): Promise<Outcome> {
  const { method, url, body } = call;
  const headers: Record<string, string> = { ...call.headers };
  if (caller.as === 'app') headers.authorization = `Bearer ${await tokenFor(caller)}`;
  if (body) headers['content-type'] = body.type;
  const started = performance.now();
  const request = { method, headers, ...(body && { body: body.text }) };
  const sent =
    caller.as === 'session'
      ? sessionFetch(url, request)
      : fetch(url, { ...request, credentials: 'omit' });
  const answer = await sent.catch(() => {
    throw new ProblemError(0, 'network', 'The server cannot be reached.');
  });
  const text = pretty(await answer.text());
  return { status: answer.status, milliseconds: Math.round(performance.now() - started), text };
}

/** A token of the app for this one call; it is kept nowhere. */
async function tokenFor({ key, secret }: { key: string; secret: string }): Promise<string> {
  const answer = await fetch(`${basePath}/authorization/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${key}:${secret.trim()}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    credentials: 'omit',
  });
  const body = (await answer.json().catch(() => ({}))) as Record<string, string | undefined>;
  if (!body.access_token)
    throw new ProblemError(
      answer.status,
      body.error ?? `http_${answer.status}`,
      body.error_description ?? answer.statusText,
    );
  return body.access_token;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
