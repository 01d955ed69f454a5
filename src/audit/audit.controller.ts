import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditEntryPage, AuditQuery } from './audit.dto.js';
import { AuditService } from './audit.service.js';

/** Lists what administrators and developers did. */
@ApiTags('Administration')
@Controller('backend/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({ summary: 'List audit entries', description: 'Who did what, newest first.' })
  @ApiOkResponse({ type: AuditEntryPage })
  async list(@Query() query: AuditQuery): Promise<AuditEntryPage> {
    return this.audit.list(query);
  }
}
