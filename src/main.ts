import 'reflect-metadata';
import { runCommand } from './cli/index.js';
import { type Config, ConfigError, readConfig } from './config/config.js';
import { serve } from './serve.js';
import { explainStart } from './start-faults.js';

let config: Config | undefined;

/** Serves; or, with arguments, does what the operator asks (`npm run gatehouse -- doctor`). */
async function main(): Promise<void> {
  const [command, ...words] = process.argv.slice(2);
  config = readConfig(process.env);
  if (command === undefined) await serve(config);
  else process.exitCode = await runCommand(config, [command, ...words]);
}

main().catch((error: unknown) => {
  const foreseen =
    error instanceof ConfigError ? error.message : config && explainStart(error, config);
  process.stderr.write(`${foreseen ?? (error as Error)?.stack ?? String(error)}\n`);
  process.exit(1);
});
