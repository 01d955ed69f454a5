import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AppearanceService } from './appearance.service.js';

const OF_NOW = { 'cache-control': 'public, no-cache' };
const FOR_EVER = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
};

/**
 * Serves the provider's face to everybody, as files of the portal (ADR 10). The address of an image
 * changes with its content, so it may be kept for ever.
 */
@Injectable()
export class AppearanceFiles implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly appearance: AppearanceService,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/files/appearance.json', (_request, reply) =>
      reply.headers(OF_NOW).send(this.appearance.provider),
    );
    fastify.get<{ Params: { digest: string } }>('/files/images/:digest', (request, reply) => {
      const image = this.appearance.image(request.params.digest);
      if (!image) return reply.callNotFound();
      return reply.headers(FOR_EVER).type(image.mediaType).send(image.bytes);
    });
  }
}
