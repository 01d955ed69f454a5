import { parseArgs } from 'node:util';
import { createApp } from '../app.setup.js';
import { Problem } from '../common/problem.js';
import type { Config } from '../config/config.js';
import { adminCreate } from './admin-create.js';
import { appCreate } from './app-create.js';
import type { CommandContext, Options } from './context.js';
import { doctor } from './doctor.js';
import { keysRevoke } from './keys-revoke.js';
import { keysRotate } from './keys-rotate.js';

/** Does one thing and tells the exit code. */
type Command = (context: CommandContext) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  'admin create': adminCreate,
  'app create': appCreate,
  'keys rotate': keysRotate,
  'keys revoke': keysRevoke,
  doctor,
};

/** How many words may follow a command; none when missing. */
const MOST_WORDS: Record<string, number> = { 'keys revoke': 1 };

const HELP = `Usage: npm run gatehouse -- <command>

  admin create --username <name> --email <address> [--password <password>]
  app create --owner <user name> --name <name> [--scopes "a b"] [--first-party] [--public]
  keys rotate
  keys revoke <kid>
  doctor
`;

/** Runs an operator's command on the same configuration and database as the server. */
export async function runCommand(config: Config, words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    strict: false,
    options: {
      ...Object.fromEntries(VALUES.map((name) => [name, { type: 'string' as const }])),
      'first-party': { type: 'boolean' },
      public: { type: 'boolean' },
    },
  });
  const name = Object.keys(COMMANDS).find((each) =>
    `${positionals.join(' ')} `.startsWith(`${each} `),
  );
  const command = name === undefined ? undefined : COMMANDS[name];
  const rest = positionals.slice(name?.split(' ').length);
  if (!command || rest.length > (MOST_WORDS[name ?? ''] ?? 0)) {
    process.stdout.write(HELP);
    return positionals[0] === 'help' ? 0 : 1;
  }
  const app = await createApp({ ...config, logLevel: 'error' });
  await app.init();
  try {
    return await command({ app, config, options: values as Options, words: rest, print });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const { field, message } of error.errors ?? []) print(`${field}: ${message}`);
    print(error.detail);
    return 1;
  } finally {
    await app.close();
  }
}

const VALUES = ['username', 'email', 'password', 'owner', 'name', 'scopes'];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
