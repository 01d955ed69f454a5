import { Module } from '@nestjs/common';
import { AuditNames } from './audit-names.js';
import { AuditController } from './audit.controller.js';
import { AuditEntries } from './audit.query.js';
import { AuditService } from './audit.service.js';
import { Changes } from './changes.js';
import { SecurityEvents } from './security-events.js';
import { SignInPlaces } from './sign-in-places.js';

/** Wires the audit: who did what. */
@Module({
  controllers: [AuditController],
  providers: [AuditService, AuditEntries, AuditNames, Changes, SecurityEvents, SignInPlaces],
  exports: [AuditService, AuditNames, Changes, SecurityEvents, SignInPlaces],
})
export class AuditModule {}
