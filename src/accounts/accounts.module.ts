import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountMembersController } from './account-members.controller.js';
import { AccountChanges } from './account-changes.js';
import { AccountRemovals } from './account-removals.js';
import { AccountLists } from './account-lists.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { MemberChanges } from './member-changes.js';
import { MembershipsController } from './memberships.controller.js';
import { OwnerEndings } from './owner-endings.js';
import { PartnerAccountsController } from './partner-accounts.controller.js';
import { PartnerMembersController } from './partner-members.controller.js';

/** Customers of partners, and who may work for them. */
@Module({
  imports: [AuditModule, SettingsModule, UsersModule],
  controllers: [
    AccountsController,
    AccountMembersController,
    PartnerAccountsController,
    PartnerMembersController,
    MembershipsController,
  ],
  providers: [
    AccountsService,
    AccountLists,
    AccountChanges,
    MemberChanges,
    AccountRemovals,
    OwnerEndings,
  ],
  exports: [AccountsService, OwnerEndings],
})
export class AccountsModule {}
