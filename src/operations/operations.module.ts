import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Catalogue } from './catalogue.js';
import { OperationsController } from './operations.controller.js';
import { OperationGuard } from './operation.guard.js';

/** Closes every operation that is not opened in writing. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [OperationsController],
  providers: [Catalogue, { provide: APP_GUARD, useClass: OperationGuard }],
  exports: [Catalogue],
})
export class OperationsModule {}
