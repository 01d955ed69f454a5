import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.setup.js';
import type { Config } from './config/config.js';
import { Readiness } from './system/readiness.js';

/** How long requests in flight may take to finish; Docker kills after ten seconds. */
const GRACE_MS = 8_000;

/** Starts the server, says where it is, and ends it in order on SIGTERM and SIGINT. */
export async function serve(config: Config): Promise<void> {
  const app = await createApp(config);
  const listening = app.listen({ port: config.port, host: config.host });
  const stop = async () => {
    app.get(Readiness).drain();
    // What is half started cannot be closed.
    await listening;
    await close(app);
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop().catch(() => process.exit(1)));
  process.once('SIGINT', () => void stop().catch(() => process.exit(1)));
  await listening;
  process.stdout.write(
    [
      '',
      `  Gatehouse runs at ${config.publicUrl}`,
      `  API reference     ${config.publicUrl}/reference`,
      `  Data              ${config.dataDir}`,
      ...config.warnings.map((warning) => `  Warning: ${warning}`),
      '',
      '',
    ].join('\n'),
  );
}

/**
 * Requests in flight finish, pending writes are flushed, the database closes. A kept connection that
 * falls idle meanwhile is closed, and one that never finishes its request does not hold up the end.
 */
async function close(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer() as unknown as Server;
  setInterval(() => server.closeIdleConnections(), 100).unref();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  await app.close();
}
