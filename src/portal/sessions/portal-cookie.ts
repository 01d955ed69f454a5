import { Injectable } from '@nestjs/common';
import { forbidden } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { KNOWN_DEVICE_SECONDS } from '../../throttle/known-devices.js';
import { isLoopback } from '../../config/value-faults.js';
import type { BrowserRequest } from './browser.js';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** What decides about the cookie: where it is, and whether it counts. */
export type CookieRequest = Pick<BrowserRequest, 'method' | 'headers'>;

/**
 * Sets and reads the portal's cookie: HttpOnly, SameSite, and with the `__Host-` prefix where TLS is in
 * use. That prefix demands `Path=/` (RFC 6265bis §4.1.3.2); below a path the cookie keeps to it instead, so that
 * the neighbours on the host do not get it.
 */
@Injectable()
export class PortalCookie {
  private readonly name: string;
  private readonly attributes: string;
  private readonly origin: string;

  constructor(config: Config) {
    const secure = config.publicUrl.startsWith('https:');
    const prefix = config.basePath ? '__Secure-' : '__Host-';
    this.name = secure ? `${prefix}gatehouse` : 'gatehouse';
    this.attributes = `Path=${config.basePath || '/'}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    this.origin = new URL(config.publicUrl).origin;
  }

  /** The header that sets the cookie for seven days. */
  set(secret: string): string {
    return `${this.name}=${secret}; Max-Age=604800; ${this.attributes}`;
  }

  /** The header that takes the cookie away. */
  clear(): string {
    return `${this.name}=; Max-Age=0; ${this.attributes}`;
  }

  /** The cookie's value. */
  read(request: CookieRequest): string | undefined {
    return valueOf(request, this.name);
  }

  /** The header by which the browser stays known as one that a person has used; signing out keeps it. */
  setDevice(value: string): string {
    return `${this.name}-device=${value}; Max-Age=${KNOWN_DEVICE_SECONDS}; ${this.attributes}`;
  }

  /** What the browser kept from an earlier sign-in. */
  readDevice(request: CookieRequest): string | undefined {
    return valueOf(request, `${this.name}-device`);
  }

  /**
   * A foreign page can make a browser send our cookie, but not forge where the request comes from.
   * @throws Problem 403 on an unsafe method without our own `Origin`
   */
  requireOwnOrigin({ method, headers }: CookieRequest): void {
    if (!SAFE.includes(method) && !this.isOwn(headers.origin)) throw this.foreignOrigin();
  }

  /** @throws Problem 403 when a browser says that the request comes from another site */
  refuseForeignOrigin({ headers }: CookieRequest): void {
    if (headers.origin !== undefined && !this.isOwn(headers.origin)) throw this.foreignOrigin();
  }

  /** Names of the loopback interface are twins: the same machine, port and person. */
  private isOwn(origin: string | string[] | undefined): boolean {
    if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
    if (origin === this.origin) return true;
    const [own, given] = [new URL(this.origin), new URL(origin)];
    const areTwins = isLoopback(own.hostname) && isLoopback(given.hostname);
    return areTwins && own.protocol === given.protocol && own.port === given.port;
  }

  private foreignOrigin() {
    return forbidden(
      'foreign_origin',
      `The request does not come from the portal; open it at ${this.origin}.`,
    );
  }
}

function valueOf({ headers }: CookieRequest, wanted: string): string | undefined {
  for (const pair of String(headers.cookie ?? '').split(';')) {
    const [name, value] = pair.split('=');
    if (name?.trim() === wanted && value) return value.trim();
  }
  return undefined;
}
