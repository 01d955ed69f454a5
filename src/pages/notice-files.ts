import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AnnouncementService } from './announcement/announcement.service.js';
import { TermsCache } from './terms/terms.cache.js';

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' };

/**
 * Serves what people are to read before they have signed in, as files of the portal (ADR 10): the
 * announcement, and the terms that a sign-up accepts. Both are answered from memory.
 */
@Injectable()
export class NoticeFiles implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly announcement: AnnouncementService,
    private readonly terms: TermsCache,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/files/notices.json', async (_request, reply) => {
      const terms = await this.terms.current();
      const shown = await this.announcement.shown();
      return reply.headers(HEADERS).send({
        announcement: shown ?? null,
        terms: terms ? { version: terms.version, link: terms.link } : null,
      });
    });
    fastify.get('/files/terms.json', async (_request, reply) => {
      const terms = await this.terms.current();
      if (!terms) return reply.callNotFound();
      const { version, link, markdownEn, markdownFr, publishedAt } = terms;
      return reply.headers(HEADERS).send({
        version,
        link,
        markdownEn,
        markdownFr,
        publishedAt: publishedAt.toISOString(),
      });
    });
  }
}
