import { randomBytes } from 'node:crypto';
import { invalid } from '../common/problem.js';
import { RolesCache } from '../roles/roles.cache.js';
import { UsersService } from '../users/users.service.js';
import type { CommandContext } from './context.js';
import { operator } from './operator.js';

/** Creates another administrator; prints the password when it was generated. */
export async function adminCreate({ app, options, print }: CommandContext): Promise<number> {
  const { username, email } = options;
  if (!username) throw invalid('--username', 'required', 'is required');
  if (!email) throw invalid('--email', 'required', 'is required');
  const role = await app.get(RolesCache).findByName('Administrator');
  const password = options.password ?? randomBytes(18).toString('base64url');
  const body = { username, email, password, roleId: role?.id };
  await app.get(UsersService).create(body, await operator(app));
  print(`${username} is an administrator.`);
  if (options.password === undefined) print(`Password, shown once: ${password}`);
  return 0;
}
