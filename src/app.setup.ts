import { type LoggerService, type Type, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import { SecurityEvents } from './audit/security-events.js';
import type { Clock } from './common/clock.js';
import { faultsWith } from './common/validation.js';
import { Config } from './config/config.js';
import { AuthorizationServer } from './oauth/authorization-server.js';
import { Catalogue } from './operations/catalogue.js';
import { KnownPaths } from './operations/known-paths.js';
import { describeOperations } from './operations/openapi/openapi.js';
import { pages } from './portal/pages.js';
import { PortalPage } from './portal/portal-page.js';
import { allowOtherOrigins } from './http/cors.js';
import { tellNextNonces } from './http/dpop-nonce.js';
import { writeEntityTags } from './http/entity-tags.js';
import { serveGate } from './http/gate.js';
import { WireErrorFilter } from './http/error.filter.js';
import { writeHeaders } from './http/headers.js';
import { adapterOptions } from './http/adapter.js';
import { answerUnreadBodies, readBodies } from './http/bodies.js';
import { createLogger } from './logger.js';
import { AppearanceService } from './settings/appearance/appearance.service.js';
import { SettingsService } from './settings/settings.service.js';
import { stateChecks } from './state-checks.js';

/** Where a reader finds the reference, as the document's neighbour. */
const DOCS = '/api/docs';

/** What a test may put in place of the real thing. */
export interface AppOptions {
  clock?: Clock;
  /** More controllers, to see how the application treats them. */
  controllers?: Type[];
  /** Where log lines go instead of the standard output. */
  logTo?: { write(line: string): void };
}

/** Builds the application that the process, the tests and the tools share. It does not listen. */
export async function createApp(
  config: Config,
  options: AppOptions = {},
): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel, options.logTo);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, options.clock, options.controllers),
    new FastifyAdapter(adapterOptions(config)),
    { logger: logger as LoggerService, bodyParser: false, abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const paths = app.get(KnownPaths);
  readBodies(app, paths);
  writeHeaders(app, config, logger);
  allowOtherOrigins(fastify, paths);
  paths.watch(fastify);
  writeEntityTags(fastify);
  tellNextNonces(fastify, app.get(AuthorizationServer));
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      validationError: { target: true, value: true },
      exceptionFactory: faultsWith(stateChecks(app)),
    }),
  );
  const errors = new WireErrorFilter(
    paths,
    app.get(SettingsService),
    app.get(PortalPage),
    app.get(SecurityEvents),
  );
  app.useGlobalFilters(errors);
  answerUnreadBodies(app, errors);
  serveGate(app, logger);
  // The catalogue is read when the modules start, so the document is made on first use.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/docs.json',
    patchDocumentOnRequest: (_request, _reply, document) => withName(app, document),
  });
  // The reference is a page of the portal. A browser keeps the fragment (RFC 9110 §10.2.2).
  fastify.get(DOCS, ({ url }, reply) =>
    reply.redirect(config.basePath + pages.reference + url.slice(DOCS.length)),
  );
  return app;
}

/** The document under the name that the provider chose. */
function withName(app: NestFastifyApplication, document: OpenAPIObject): OpenAPIObject {
  const { name: title } = app.get(AppearanceService).chosen();
  return title === null ? document : { ...document, info: { ...document.info, title } };
}

/** The OpenAPI 3.1 document, with every operation's name and what it takes to call it. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const { basePath, publicUrl } = app.get(Config);
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Gatehouse')
    .setVersion('1')
    .setDescription('Every operation is private unless it says otherwise; its name is its scope.')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(publicUrl);
  const document = SwaggerModule.createDocument(app, outline.build());
  return describeOperations(document, app.get(Catalogue), app.get(KnownPaths), basePath);
}
