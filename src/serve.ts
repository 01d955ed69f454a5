import { createApp } from './app.setup.js';
import type { Config } from './config/config.js';
import { Readiness } from './system/readiness.js';

/** Starts the server, says where it is, and ends it in order on SIGTERM and SIGINT. */
export async function serve(config: Config): Promise<void> {
  const app = await createApp(config);
  const stop = async () => {
    app.get(Readiness).drain();
    // Requests in flight finish, pending writes are flushed, the database closes.
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  await app.listen({ port: config.port, host: config.host });
  process.stdout.write(
    [
      '',
      `  Gatehouse runs at ${config.publicUrl}`,
      `  API reference     ${config.publicUrl}/api/docs`,
      `  Data              ${config.dataDir}`,
      '',
      '',
    ].join('\n'),
  );
}
