import { programsFor, type ProgramCall } from '../operations/programs';

/** What a program needs to make its first call. */
export interface Caller {
  origin: string;
  key: string;
  secret: string;
  scopes: string[];
}

/** The first call that these scopes open; none when all of them are for an API that runs elsewhere. */
function firstCallFor(scopes: string[], origin: string): ProgramCall | undefined {
  const may = (name: string) => scopes.some((held) => name === held || name.startsWith(`${held}.`));
  const body = { type: 'application/json', text: '{"title":"My first call"}' };
  const call = (method: string, path: string) => ({ method, url: origin + path });
  if (may('deliveries.create')) return { ...call('POST', '/api/deliveries'), body };
  if (may('tasks.create')) return { ...call('POST', '/api/tasks'), body };
  if (may('deliveries.list')) return call('GET', '/api/deliveries');
  if (may('tasks.list')) return call('GET', '/api/tasks');
  if (may('authorization.whoami')) return call('GET', '/authorization/whoami');
  return undefined;
}

/** The first call in six languages. Keys and secrets hold `[A-Za-z0-9_]` alone. */
export function firstPrograms({ origin, key, secret, scopes }: Caller): Record<string, string> {
  return programsFor({ by: 'client', origin, key, secret }, firstCallFor(scopes, origin));
}
