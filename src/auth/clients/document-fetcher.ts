import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { publicLookup } from './public-lookup.js';

const LONGEST_MS = 3_000;
const LARGEST = 5 * 1024;

/** A document as it came. */
export interface FetchedDocument {
  text: string;
  /** Of the answer, in lower case. */
  cacheControl: string;
}

export interface FetchOptions {
  /** Names to addresses; public ones alone when missing. */
  lookup?: LookupFunction;
  /** Certificates to trust in place of the usual ones. */
  ca?: string;
}

/** Fetches what strangers describe themselves by; a test puts its own in place. */
@Injectable()
export class DocumentFetcher {
  fetch(url: string): Promise<FetchedDocument> {
    return fetchDocument(url);
  }
}

/**
 * Fetches a small JSON document from a stranger's server: no redirect is followed, and the whole of
 * it takes at most three seconds and 5 KB.
 * @throws Error for our own log; its words are not for strangers
 */
export async function fetchDocument(
  url: string,
  { lookup = publicLookup(), ca }: FetchOptions = {},
): Promise<FetchedDocument> {
  const answer = await send(url, lookup, ca);
  try {
    if (answer.statusCode !== 200) throw new Error(`The answer has status ${answer.statusCode}.`);
    const { 'content-type': type = '', 'content-encoding': encoding } = answer.headers;
    if (!/^application\/json\s*(;|$)/i.test(type)) throw new Error('The answer is not JSON.');
    if (encoding !== undefined) throw new Error('The answer is compressed.');
    const cacheControl = String(answer.headers['cache-control'] ?? '').toLowerCase();
    return { text: await read(answer), cacheControl };
  } finally {
    answer.destroy();
  }
}

function send(url: string, lookup: LookupFunction, ca?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      lookup,
      ca,
      agent: false,
      signal: AbortSignal.timeout(LONGEST_MS),
      maxHeaderSize: LARGEST,
      headers: { accept: 'application/json', 'user-agent': 'Gatehouse' },
    });
    sent.once('error', reject);
    sent.once('response', resolve);
    sent.end();
  });
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new Error('The document is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
