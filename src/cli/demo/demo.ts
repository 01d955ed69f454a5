import { isLoopback } from '../../config/value-faults.js';
import type { Config } from '../../config/config.js';
import { MOST_DAYS } from '../../system/statistic.dto.js';
import { StatisticService } from '../../system/statistic.service.js';
import { adminCreate } from '../admin-create.js';
import type { CommandClock } from '../command-clock.js';
import type { CommandContext } from '../context.js';
import { DemoData } from './demo-data.js';
import { DEMO_LOGINS, DEMO_PASSWORD } from './demo-logins.js';
import { LocalClient } from './local-client.js';

/** What differs while the data is made: no mail leaves, and nobody's attempts are counted. */
export const demoConfig: Partial<Config> = {
  rateLimit: false,
  smtpUrl: undefined,
  redisUrl: undefined,
};

/** Fills an empty database with users, apps and their activity, and prints the logins. */
export async function demo(context: CommandContext, clock: CommandClock): Promise<number> {
  const { app, config, print } = context;
  const refusal = refusalOf(config) ?? (await refusalOfRows(context));
  if (refusal) {
    print(refusal);
    return 1;
  }
  await adminCreate({
    ...context,
    options: { username: 'grace', email: 'grace@example.com', password: DEMO_PASSWORD },
    print: () => undefined,
  });
  await new DemoData(new LocalClient(app), clock, config.publicUrl).make();
  print(`The demo data is made. Everybody's password is ${DEMO_PASSWORD}:`);
  for (const { username, about } of DEMO_LOGINS) print(`  ${username.padEnd(6)} ${about}`);
  return 0;
}

/** A server that others can reach must not have passwords that everybody can read here. */
function refusalOf({ publicUrl, production }: Config): string | undefined {
  const isLocal = isLoopback(new URL(publicUrl).hostname);
  return production || !isLocal
    ? `Demo data has passwords that everybody knows: it is for a server at localhost without NODE_ENV=production, and this one is at ${publicUrl}.`
    : undefined;
}

async function refusalOfRows({ app }: CommandContext): Promise<string | undefined> {
  const { people, apps } = (await app.get(StatisticService).read(MOST_DAYS)).totals;
  return people > 1 || apps > 0
    ? `Demo data needs an empty database, and this one has ${people} users and ${apps} apps; set DATA_DIR to another folder.`
    : undefined;
}
