import { isIP } from 'node:net';
import type { RawHeaders } from './presented.js';

/** How a proxy asks. */
export const DIALECTS = ['nginx', 'forward', 'envoy', 'json'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Where a question was asked: by the path of the question alone. */
export interface Address {
  dialect: Dialect;
  /** The name of the API. */
  api: string;
  /** Envoy's way: the target of the request, raw, after the prefix. */
  rest: string;
}

/** The request that is asked about: each fact from one source. */
export interface Question {
  method: string;
  /** Path and query, raw. */
  target: string;
  headers: RawHeaders;
  ip: string;
}

/** The HTTP request that carries a question. */
export interface Carrier {
  method: string;
  headers: RawHeaders;
  /** The address of the gate itself. */
  peer: string;
}

const ADDRESS = /^\/gate\/(?:(nginx|forward|json)\/([^/?]+)(?:\?.*)?$|(envoy)\/([^/?]+)(.*)$)/s;
const METHOD_OF: Partial<Record<Dialect, string>> = { nginx: 'GET', json: 'POST' };
const SOURCES = {
  nginx: { method: 'x-original-method', target: 'x-original-uri' },
  forward: { method: 'x-forwarded-method', target: 'x-forwarded-uri' },
} as const;

/** Reads where a question was asked; nothing when there is no such question. */
export function addressOf(method: string, url: string): Address | undefined {
  const match = ADDRESS.exec(url);
  if (!match) return undefined;
  const [, named, api, envoy, ofEnvoy, rest = ''] = match;
  const dialect = (named ?? envoy) as Dialect;
  const only = METHOD_OF[dialect];
  if (only !== undefined && method !== only) return undefined;
  return { dialect, api: api ?? ofEnvoy ?? '', rest };
}

/**
 * Reads the facts of a question of a proxy.
 * @param hops how many elements from the right the client's address stands in `X-Forwarded-For`
 * @returns the question, or a sentence about a source that is missing or there twice
 */
export function readQuestion(
  { dialect, rest }: Address,
  carrier: Carrier,
  hops: number,
): Question | string {
  const { method, headers } = carrier;
  const ip = clientOf(carrier, hops);
  if (dialect === 'envoy') return { method, target: rest, headers, ip };
  const sources = SOURCES[dialect === 'nginx' ? 'nginx' : 'forward'];
  const methods = valuesOf(headers, sources.method);
  const targets = valuesOf(headers, sources.target);
  const [ofMethod = ''] = methods;
  const [ofTarget = ''] = targets;
  if (methods.length !== 1 || ofMethod === '') return sourceFault(sources.method, methods);
  if (targets.length !== 1 || ofTarget === '') return sourceFault(sources.target, targets);
  return { method: ofMethod, target: ofTarget, headers, ip };
}

/**
 * Reads a question that is a JSON object: `{method, target, headers, ip}`.
 * @returns the question, or what is wrong with it as a sentence
 */
export function readJsonQuestion(value: unknown, peer: string): Question | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'The question is no JSON object.';
  const { method, target, headers = {}, ip = peer } = value as Record<string, unknown>;
  if (typeof method !== 'string' || method === '') return sourceFault('method', []);
  if (typeof target !== 'string' || target === '') return sourceFault('target', []);
  if (typeof ip !== 'string') return 'ip is a text.';
  const raw = rawHeadersOf(headers);
  if (!raw) return 'headers is an object of texts, or of lists of texts.';
  return { method, target, headers: raw, ip: isIP(ip) ? ip : peer };
}

/** All values of a header, each as often as it came. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < headers.length; at += 2)
    if (headers[at]?.length === name.length && headers[at]?.toLowerCase() === name)
      values.push(headers[at + 1] ?? '');
  return values;
}

function sourceFault(name: string, values: readonly string[]): string {
  return values.length > 1 ? `${name} is there twice.` : `${name} is missing.`;
}

/** The lines of `X-Forwarded-For` are one list, in order (RFC 9110 §5.3). */
function clientOf({ headers, peer }: Carrier, hops: number): string {
  if (hops === 0) return peer;
  const lines = valuesOf(headers, 'x-forwarded-for');
  if (lines.length === 0) return peer;
  const address = lines.join(',').split(',').at(-hops)?.trim() ?? '';
  return isIP(address) ? address : peer;
}

function rawHeadersOf(headers: unknown): string[] | undefined {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return undefined;
  const raw: string[] = [];
  for (const [name, value] of Object.entries(headers))
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof each !== 'string') return undefined;
      raw.push(name, each);
    }
  return raw;
}
