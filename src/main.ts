import 'reflect-metadata';
import { runCommand } from './cli/index.js';
import { ConfigError, readConfig } from './config/config.js';
import { serve } from './serve.js';

/** Serves; or, with arguments, does what the operator asks (`npm run gatehouse -- doctor`). */
async function main(): Promise<void> {
  const [command, ...words] = process.argv.slice(2);
  const config = readConfig(process.env);
  if (command === undefined) await serve(config);
  else process.exitCode = await runCommand(config, [command, ...words]);
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError ? error.message : String((error as Error)?.stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
