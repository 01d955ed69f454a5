import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Clock } from '../../common/clock.js';
import { type Language, languageOf } from '../../common/language.js';
import { seal, unseal } from '../../common/sealed-box.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import type { PostedAnswer } from '../../oauth/interactive-ports.js';
import { OAuthError } from '../../oauth/errors.js';
import { AppearanceService } from '../../settings/appearance/appearance.service.js';
import { type Host, policyOf, type WrittenPage } from './page-frame.js';
import { errorPage, formPostPage, formPostPolicy } from './pages.js';

/** Of the page that posts an answer. */
const PATH = '/authorization/form_post';

/** What the page needs of a reply. */
export interface PageReply {
  status(code: number): PageReply;
  headers(values: Record<string, string>): PageReply;
  send(body?: string): unknown;
}

/** As long as a code lives; later the page waits for a click, so that a kept link leads nowhere by itself. */
const BY_ITSELF_MS = 60_000;
const LIFETIME_MS = 86_400_000;
const CONTEXT = 'form_post';

interface Box extends PostedAnswer {
  at: number;
}

/**
 * Answers that a page of ours posts to the client (OAuth 2.0 Form Post Response Mode). The page's
 * address holds the answer sealed: no history and no log tells it, and looking at it changes nothing.
 */
@Injectable()
export class FormPostService implements OnModuleInit {
  private readonly key: Buffer;
  private readonly prefix: string;
  private readonly publicUrl: string;

  constructor(
    { masterKey, publicUrl }: Config,
    private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
    private readonly appearance: AppearanceService,
  ) {
    this.publicUrl = publicUrl;
    this.key = deriveKey(masterKey, 'answers by form');
    this.prefix = `${publicUrl}${PATH}?answer=`;
  }

  /** Serves the page: one as those of the portal are, and no operation. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.get(PATH, { config: { protocol: true } }, (request, reply) => {
      const { answer } = request.query as { answer?: unknown };
      const language = languageOf(request.headers['accept-language']) ?? 'en';
      this.show(answer, reply as unknown as PageReply, language);
      return reply;
    });
  }

  /** The address of the page that posts this. */
  addressOf(answer: PostedAnswer): string {
    const box: Box = { ...answer, at: this.clock.now() };
    const sealed = Buffer.from(seal(this.key, CONTEXT, JSON.stringify(box)), 'base64');
    return this.prefix + sealed.toString('base64url');
  }

  /** Shows the page itself, when the address is one of it: one redirect less. */
  showAt(address: string, reply: PageReply, language: Language): boolean {
    if (!address.startsWith(this.prefix)) return false;
    this.show(address.slice(this.prefix.length), reply, language);
    return true;
  }

  /** Shows the page for what its address holds. */
  show(sealed: unknown, reply: PageReply, language: Language): void {
    const box = this.open(sealed);
    if (!box) return this.showOver(reply, language);
    const nonce = randomBytes(16).toString('base64');
    const byItself = this.clock.now() - box.at <= BY_ITSELF_MS;
    const page = formPostPage(box, language, this.pageHost, byItself ? nonce : undefined);
    reply
      .status(200)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': formPostPolicy(page, box.redirectUri, nonce),
      })
      .send(page.html);
  }

  private open(sealed: unknown): Box | undefined {
    if (typeof sealed !== 'string') return undefined;
    try {
      const box = JSON.parse(unseal(this.key, CONTEXT, sealed)) as Box;
      return this.clock.now() - box.at <= LIFETIME_MS ? box : undefined;
    } catch {
      return undefined;
    }
  }

  private showOver(reply: PageReply, language: Language): void {
    const { status, error, description } = new OAuthError(
      'invalid_request',
      'The answer is incomplete or too old; please start again in the app.',
    );
    sendPage(reply, status, errorPage({ error, detail: description }, language, this.pageHost));
  }

  private get pageHost(): Host {
    return { provider: this.appearance.provider, publicUrl: this.publicUrl };
  }
}

/** Sends a page on which nothing runs. */
export function sendPage(reply: PageReply, status: number, page: WrittenPage): void {
  reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(page),
    })
    .send(page.html);
}
