import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { AnnouncementDto, UpdateAnnouncementDto } from './announcement.dto.js';
import { AnnouncementService } from './announcement.service.js';

/** Manages what is announced on every page of the portal. */
@ApiTags('Administration')
@Controller('backend/announcement')
export class AnnouncementController {
  constructor(private readonly announcement: AnnouncementService) {}

  @Get()
  @ApiOperation({
    summary: 'Get the announcement',
    description: 'Whether it is shown at the moment or not.',
  })
  @ApiOkResponse({ type: AnnouncementDto })
  get() {
    return this.announcement.get();
  }

  @Put()
  @ApiOperation({
    summary: 'Update the announcement',
    description:
      'Changes the fields that are sent. Everybody who opens the portal sees it, signed in or not; two empty texts end it.',
  })
  @ApiOkResponse({ type: AnnouncementDto })
  async update(@CurrentCaller() caller: Caller, @Body() body: UpdateAnnouncementDto) {
    await this.announcement.update(caller, body);
    return this.announcement.get();
  }
}
