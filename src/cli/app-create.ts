import { AppsService } from '../apps/apps.service.js';
import { invalid } from '../common/problem.js';
import { parseScope } from '../oauth/scope.js';
import { UsersCache } from '../users/users.cache.js';
import { UsersQuery } from '../users/users.query.js';
import type { CommandContext } from './context.js';
import { operator } from './operator.js';

/** Creates an app for a person and prints its key and secret, once. */
export async function appCreate({ app, options, print }: CommandContext): Promise<number> {
  const { owner, name } = options;
  if (!name) throw invalid('--name', 'required', 'is required');
  const person = owner === undefined ? undefined : await app.get(UsersQuery).findByLogin(owner);
  if (!person) throw invalid('--owner', 'unknown_person', 'must be the user name of a person');
  const user = await app.get(UsersCache).find(person.id);
  const created = await app.get(AppsService).create(
    // Whoever runs a command on this machine hands the secret to the owner.
    { caller: { ...(await operator(app)), personId: person.id }, area: 'backend' },
    {
      name,
      ownerId: person.id,
      scopes: options.scopes === undefined ? (user?.scopes ?? []) : parseScope(options.scopes),
      type: options.public ? 'public' : 'confidential',
      firstParty: Boolean(options['first-party']),
      redirectUris: [],
    },
  );
  print(`Key:    ${created.appKey}`);
  if (created.appSecret) print(`Secret: ${created.appSecret}   (shown once)`);
  return 0;
}
