import { Module } from '@nestjs/common';
import { AuditNames } from './audit-names.js';
import { AuditController } from './audit.controller.js';
import { AuditService } from './audit.service.js';

/** Who did what. */
@Module({
  controllers: [AuditController],
  providers: [AuditService, AuditNames],
  exports: [AuditService, AuditNames],
})
export class AuditModule {}
