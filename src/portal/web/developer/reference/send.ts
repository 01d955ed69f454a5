import { ProblemError } from '../../api/http';
import { sessionFetch } from '../../api/session-fetch';
import { basePath } from '../../base';
import type { ApiOperation } from './document';

/** One try: the operation, what was filled in, and who calls. */
export interface Attempt {
  operation: ApiOperation;
  values: Record<string, string>;
  body: string;
  caller: { as: 'nobody' } | { as: 'session' } | { as: 'app'; key: string; secret: string };
}

export interface Outcome {
  status: number;
  milliseconds: number;
  text: string;
}

/** Sends it; a refusal of the operation is an outcome too. */
export async function send({ operation, values, body, caller }: Attempt): Promise<Outcome> {
  const headers: Record<string, string> = {};
  if (caller.as === 'app') headers.authorization = `Bearer ${await tokenFor(caller)}`;
  if (operation.body) headers['content-type'] = operation.body.type;
  for (const { name, in: place } of operation.parameters)
    if (place === 'header' && values[name]) headers[name] = values[name];
  const started = performance.now();
  const request = { method: operation.method, headers, ...(operation.body && { body }) };
  const address = basePath + addressOf(operation, values);
  const sent =
    caller.as === 'session'
      ? sessionFetch(address, request)
      : fetch(address, { ...request, credentials: 'omit' });
  const answer = await sent.catch(() => {
    throw new ProblemError(0, 'network', 'The server cannot be reached.');
  });
  const text = pretty(await answer.text());
  return { status: answer.status, milliseconds: Math.round(performance.now() - started), text };
}

function addressOf(operation: ApiOperation, values: Record<string, string>): string {
  const path = operation.path.replace(/\{(\w+)\}|:(\w+)/g, (_, a?: string, b?: string) =>
    encodeURIComponent(values[a ?? b ?? ''] ?? ''),
  );
  const query = new URLSearchParams();
  for (const { name, in: place } of operation.parameters)
    if (place === 'query' && values[name]) query.set(name, values[name]);
  return query.size ? `${path}?${query}` : path;
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
