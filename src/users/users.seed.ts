import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { hashPassword } from '../common/password.js';
import { Config } from '../config/config.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { RolesCache } from '../roles/roles.cache.js';
import { RolesSeed } from '../roles/roles.seed.js';
import { readableCode } from '../common/readable-code.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

const PASSWORD_LENGTH = 24;
const ROLE = 'Administrator';

/** Creates the first administrator when there is no user at all; two instances create one. */
@Injectable()
export class UsersSeed implements OnApplicationBootstrap {
  private readonly log = new Logger(UsersSeed.name);

  constructor(
    private readonly config: Config,
    private readonly roles: RolesCache,
    private readonly rolesSeed: RolesSeed,
    private readonly users: UsersService,
    private readonly work: UnitOfWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.rolesSeed.ready();
    const isEmpty = await this.work.run(async (tx) => !(await tx.rows.exists(User)));
    if (isEmpty) await this.createAdministrator();
  }

  private async createAdministrator(): Promise<void> {
    const { username, email, password } = this.config.admin;
    const chosen = password ?? readableCode(PASSWORD_LENGTH);
    const passwordHash = await hashPassword(chosen);
    const role = await this.roles.findByName(ROLE);
    if (!role) throw new Error(`The role ${ROLE} is missing.`);
    const isCreated = await this.work.run(async (tx) => {
      await tx.lock('administrators');
      if (await tx.rows.exists(User)) return false;
      await this.users.insert(tx, {
        username,
        email,
        passwordHash,
        roleId: role.id,
        status: 'active',
      });
      return true;
    });
    if (!isCreated) return;
    this.log.log({ msg: 'The first administrator was made', username });
    // Said once and only here: the log, which is kept, never holds it.
    if (!password) process.stdout.write(`First administrator: ${username}, password: ${chosen}\n`);
  }
}
