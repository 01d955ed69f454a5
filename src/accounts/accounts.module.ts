import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { BinModule } from '../bin/bin.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountsBin } from './accounts.bin.js';
import { AccountsCache } from './accounts.cache.js';
import { AccountsController } from './accounts.controller.js';
import { OwnerHooks } from './accounts.hooks.js';
import { AccountsQuery } from './accounts.query.js';
import { AccountsService } from './accounts.service.js';
import { AccountMembersController } from './members/account-members.controller.js';
import { MembersService } from './members/members.service.js';
import { MembershipsController } from './members/memberships.controller.js';
import { PartnerMembersController } from './members/partner-members.controller.js';
import { PartnerAccountsController } from './partner-accounts.controller.js';

/** Customers of partners, and who may work for them. */
@Module({
  imports: [AuditModule, BinModule, SettingsModule, UsersModule],
  controllers: [
    AccountsController,
    AccountMembersController,
    PartnerAccountsController,
    PartnerMembersController,
    MembershipsController,
  ],
  providers: [
    AccountsService,
    AccountsQuery,
    AccountsCache,
    AccountsBin,
    MembersService,
    OwnerHooks,
  ],
  exports: [AccountsQuery, AccountsCache, AccountsBin, OwnerHooks],
})
export class AccountsModule {}
