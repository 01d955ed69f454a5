import type { Described, Parameter } from './described.js';

/** What stands behind a path, where its last word does not say it. */
const NOUNS: Record<string, string> = {
  'app/key': 'API key',
  'backend/api': 'API',
  'consumer/api': 'API',
  'backend/token': 'grant',
  'consumer/token': 'personal access token',
  'backend/config': 'setting',
  'backend/initial_access': 'initial access token',
  'portal/consent': 'consent request',
  'api/deliveries': 'delivery',
  'api/tasks': 'task',
};

/** Describes the parameters of a path, after what the path leads to. */
export function describePathParameters(path: string, { parameters = [] }: Described): void {
  for (const parameter of parameters)
    if (parameter.in === 'path') parameter.description ??= describe(path, parameter);
}

function describe(path: string, { name }: Parameter): string {
  const [before = ''] = path.split(`/{${name}}`);
  const way = before.split('/').filter(Boolean);
  const noun = NOUNS[way.slice(-2).join('/')] ?? way.at(-1) ?? '';
  if (['id', 'key', 'name'].includes(name)) return `The ${name} of the ${noun}.`;
  if (name === 'kind') return `What kind of ${noun} it is.`;
  if (name === 'slug') return 'Its name in addresses.';
  return `The id of the ${name.replace(/Id$/, '')}.`;
}
