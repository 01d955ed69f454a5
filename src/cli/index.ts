import { parseArgs } from 'node:util';
import { createApp } from '../app.setup.js';
import { Problem } from '../common/problem.js';
import type { Config } from '../config/config.js';
import { adminCreate } from './admin-create.js';
import { appCreate } from './app-create.js';
import { CommandClock } from './command-clock.js';
import type { CommandContext, Options } from './context.js';
import { demo, demoConfig } from './demo/demo.js';
import { doctor } from './doctor.js';
import { gateCheck } from './gate-check/gate-check.js';
import { keysRevoke } from './keys-revoke.js';
import { keysRotate } from './keys-rotate.js';

/** Does one thing and tells the exit code. */
type Command = (context: CommandContext, clock: CommandClock) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  'admin create': adminCreate,
  'app create': appCreate,
  'keys rotate': keysRotate,
  'keys revoke': keysRevoke,
  'gate check': gateCheck,
  doctor,
  demo,
};

/** What a command has instead of the server's configuration. */
const CONFIG: Record<string, Partial<Config>> = { demo: demoConfig };

/** The exit code of a command that is used wrongly, where 1 means something else. */
const WRONG_USE: Record<string, number> = { 'gate check': 2 };

/** How many words may follow a command; none when missing. */
const MOST_WORDS: Record<string, number> = { 'keys revoke': 1 };

const HELP = `Usage: npm run gatehouse -- <command>

  admin create --username <name> --email <address> [--password <password>]
  app create --owner <user name> --name <name> [--scopes "a b"] [--first-party] [--public]
  keys rotate
  keys revoke <kid>
  gate check --url <address of the proxy> --gate <name> [--direct <address of the API>]
  doctor
  demo
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
    return positionals[0] === 'help' ? 0 : (WRONG_USE[name ?? ''] ?? 1);
  }
  const clock = new CommandClock();
  const own = { ...config, logLevel: 'error', ...CONFIG[name ?? ''] };
  const app = await createApp(own, { clock });
  await app.init();
  try {
    return await command({ app, config, options: values as Options, words: rest, print }, clock);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const { field, message } of error.errors ?? []) print(`${field}: ${message}`);
    print(error.detail);
    return 1;
  } finally {
    await app.close();
  }
}

const VALUES = [
  'username',
  'email',
  'password',
  'owner',
  'name',
  'scopes',
  'url',
  'gate',
  'direct',
];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
