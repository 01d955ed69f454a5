import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock.js';
import { sizeOf } from '../../common/size-of.js';
import {
  type ClientMetadata,
  fault,
  readClientMetadata,
  sentMembers,
} from '../client-registration/client-metadata.js';
import { type Cap, WHOLE } from '../client-registration/registered-grants.js';
import { redirectUriFault } from '../../oauth/redirect-uri.js';
import { documentAddressFault } from './document-address.js';
import { DocumentFetcher } from './document-fetcher.js';

const MOST_REMEMBERED = 1_000;
const MOST_AT_ONCE = 16;
/** Of them for one site: a slow server must not keep all others waiting. */
const MOST_OF_ONE_SITE = 4;
const MOST_BYTES = 8 * 1024 * 1024;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const USUAL = { token_endpoint_auth_method: 'none' };
const CAP: Cap = { ...WHOLE, methods: ['none'] };

interface Known {
  metadata?: ClientMetadata;
  freshUntil: number;
  /** A server that is down for a while must not end its client's tokens. */
  usableUntil: number;
}

/**
 * Clients that nobody registered: their id is the address of a document that describes them (Client
 * ID Metadata Documents). A document counts for as long as its answer allows, a minute at least and
 * an hour at most; a refusal counts for a minute.
 */
@Injectable()
export class ClientDocuments {
  private readonly log = new Logger(ClientDocuments.name);
  private readonly known = new LRUCache<string, Known>({
    max: MOST_REMEMBERED,
    maxSize: MOST_BYTES,
    sizeCalculation: sizeOf,
  });
  private readonly underway = new Map<string, Promise<ClientMetadata | undefined>>();

  constructor(
    private readonly fetcher: DocumentFetcher,
    private readonly clock: Clock,
  ) {}

  /** What the client says of itself; nothing when there is no such document. */
  async find(url: string): Promise<ClientMetadata | undefined> {
    if (documentAddressFault(url) !== undefined) return undefined;
    const known = this.known.get(url);
    if (known && known.freshUntil > this.clock.now()) return known.metadata;
    const underway = this.underway.get(url);
    if (underway) return underway;
    // Strangers make us fetch: they shall not make us fetch much.
    const ofSite = [...this.underway.keys()].filter((other) => siteOf(other) === siteOf(url));
    if (this.underway.size >= MOST_AT_ONCE || ofSite.length >= MOST_OF_ONE_SITE)
      return known?.metadata;
    const loading = this.load(url, known).finally(() => this.underway.delete(url));
    this.underway.set(url, loading);
    return loading;
  }

  private async load(url: string, last: Known | undefined): Promise<ClientMetadata | undefined> {
    try {
      const { text, cacheControl } = await this.fetcher.fetch(url);
      const metadata = validateDocument(url, text);
      const now = this.clock.now();
      const freshUntil = now + lifetimeOf(cacheControl);
      this.known.set(url, { metadata, freshUntil, usableUntil: now + DAY_MS });
      return metadata;
    } catch (error) {
      this.log.debug({ msg: 'A client document was refused', url, err: error });
      const now = this.clock.now();
      const usable = last && last.usableUntil > now ? last : undefined;
      const { metadata, usableUntil = 0 } = usable ?? {};
      this.known.set(url, { metadata, usableUntil, freshUntil: now + MINUTE_MS });
      return metadata;
    }
  }
}

function lifetimeOf(cacheControl: string): number {
  const seconds = /\bmax-age=(\d{1,9})\b/.exec(cacheControl)?.[1];
  if (/\bno-(store|cache)\b/.test(cacheControl)) return MINUTE_MS;
  const wanted = seconds === undefined ? HOUR_MS : Number(seconds) * 1000;
  return Math.min(Math.max(wanted, MINUTE_MS), HOUR_MS);
}

/** Roughly who owns the host: names below one domain cost nothing. */
function siteOf(url: string): string {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}

/**
 * Reads a client's metadata document. Such a client has no owner here, so it can prove
 * nothing but where its answers go: it is public, and acts for people alone.
 * @throws OAuthError, or SyntaxError when it is no JSON
 */
function validateDocument(url: string, text: string): ClientMetadata {
  const members = sentMembers(JSON.parse(text));
  if (members.client_id !== url) throw fault('The document names another client_id.');
  if ('client_secret' in members || 'client_secret_expires_at' in members)
    throw fault('The document holds a secret.');
  const metadata = readClientMetadata({ ...USUAL, ...members, ...usableUris(members) }, CAP);
  if (metadata.authentication !== 'none')
    throw fault('A client that describes itself is a public client.');
  return metadata;
}

/** Nobody can change a document that lies elsewhere: an address that cannot be used is as if not named. */
function usableUris({ redirect_uris: uris }: Record<string, unknown>): object {
  if (!Array.isArray(uris)) return {};
  const isUsable = (uri: unknown) => typeof uri !== 'string' || redirectUriFault(uri) === undefined;
  return { redirect_uris: uris.filter(isUsable) };
}
