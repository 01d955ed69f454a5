import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { BinController } from './bin.controller.js';
import { BinQuery } from './bin.query.js';
import { BinService } from './bin.service.js';

/** What people removed, for 30 days. */
@Module({
  imports: [AuditModule],
  controllers: [BinController],
  providers: [BinService, BinQuery],
  exports: [BinService, BinQuery],
})
export class BinModule {}
