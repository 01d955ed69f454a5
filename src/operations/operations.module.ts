import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Catalogue } from './catalogue.js';
import { ListTurns } from './list-turns.js';
import { OperationsController } from './operations.controller.js';
import { KnownPaths } from './known-paths.js';
import { RememberedCallers } from './remembered-callers.js';
import { ScopesOfRoles } from './scopes-of-roles.js';
import { OperationGuard } from './operation.guard.js';

/** Closes every operation that is not opened in writing. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [OperationsController],
  providers: [
    Catalogue,
    KnownPaths,
    RememberedCallers,
    ScopesOfRoles,
    { provide: APP_GUARD, useClass: OperationGuard },
    ListTurns,
  ],
  exports: [Catalogue, KnownPaths, RememberedCallers, ScopesOfRoles],
})
export class OperationsModule {}
