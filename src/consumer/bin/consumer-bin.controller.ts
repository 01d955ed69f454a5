import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { BinPage, BinPreviewDto } from '../../bin/bin.dto.js';
import { BinQuery } from '../../bin/bin.query.js';
import { BinService } from '../../bin/bin.service.js';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';

const area = 'consumer';

/** My apps that were removed in the last 30 days. */
@ApiTags('Developer')
@Controller('consumer/bin')
export class ConsumerBinController {
  constructor(
    private readonly query: BinQuery,
    private readonly bin: BinService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List your removed apps',
    description: 'Those of the last 30 days, removed last first.',
  })
  @ApiOkResponse({ type: BinPage })
  list(@CurrentCaller() caller: Caller, @Query() filter: PageQuery) {
    return this.query.list({ caller, area }, filter);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get one of your removed apps',
    description: 'With what bringing it back would do, and why it cannot be done, if so.',
  })
  @ApiOkResponse({ type: BinPreviewDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.query.get({ caller, area }, id);
  }

  @OwnLogin()
  @Post(':id/restore')
  @HttpCode(204)
  @ApiConflictResponse({
    description:
      'You have too many apps (`too_many_apps`), or its account is gone (`account_missing`).',
  })
  @ApiOperation({
    summary: 'Restore one of your removed apps',
    description: 'With its client ID and settings. Its secrets, keys and tokens stay ended.',
  })
  @ApiNoContentResponse()
  restore(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.bin.restore({ caller, area }, id);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove one of your apps for good', description: 'At once.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.bin.remove({ caller, area }, id);
  }
}
