import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ScopeChanges } from './scope-changes.js';
import { ScopeWords } from './scope-words.js';
import { ScopeSync } from './scope-sync.js';
import { ScopesController } from './scopes.controller.js';
import { ScopesService } from './scopes.service.js';

/** The scopes that roles and apps may hold. */
@Module({
  imports: [AuditModule],
  controllers: [ScopesController],
  providers: [ScopeWords, ScopesService, ScopeChanges, ScopeSync],
  exports: [ScopesService, ScopeChanges],
})
export class ScopesModule {}
