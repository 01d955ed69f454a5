import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '../common/clock.js';
import { AuditEntryPage, AuditExportQuery, AuditQuery } from './audit.dto.js';
import { AuditEntries } from './audit.query.js';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' };

/** Lists what administrators and developers did. */
@ApiTags('Administration')
@Controller('backend/audit')
export class AuditController {
  constructor(
    private readonly entries: AuditEntries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List audit entries', description: 'Who did what, newest first.' })
  @ApiOkResponse({ type: AuditEntryPage })
  async list(@Query() query: AuditQuery): Promise<AuditEntryPage> {
    return this.entries.list(query);
  }

  @Get('export')
  @ApiOperation({
    summary: 'Get audit entries as a file',
    description:
      'The same entries as a file: CSV (RFC 4180), or one JSON object a line. At most 100,000; for older ones ask again with the time of the last line as `to`.',
  })
  @ApiOkResponse({
    description: 'The file.',
    content: {
      'text/csv': { schema: { type: 'string' } },
      'application/jsonl': { schema: { type: 'string' } },
    },
  })
  export(@Query() { format, ...filter }: AuditExportQuery): StreamableFile {
    const day = new Date(this.clock.now()).toISOString().slice(0, 10);
    return new StreamableFile(Readable.from(this.entries.export(filter, format)), {
      type: TYPES[format],
      disposition: `attachment; filename="audit-${day}.${format}"`,
    });
  }
}
