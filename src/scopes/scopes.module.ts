import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ImportedScopesService } from './imported-scopes.service.js';
import { ScopesController } from './scopes.controller.js';
import { ScopesQuery } from './scopes.query.js';
import { ScopesSeed } from './scopes.seed.js';
import { ScopesService } from './scopes.service.js';

/** Wires the scopes that roles and apps may hold. */
@Module({
  imports: [AuditModule],
  controllers: [ScopesController],
  providers: [ScopesService, ScopesQuery, ScopesSeed, ImportedScopesService],
  exports: [ScopesService, ScopesQuery, ImportedScopesService],
})
export class ScopesModule {}
