import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import {
  AppearanceDto,
  AppearanceImageDto,
  ImageKindDto,
  UpdateAppearanceDto,
} from './appearance.dto.js';
import { AppearanceService } from './appearance.service.js';

/** Shows and changes the provider's face, for administrators. */
@ApiTags('Administration')
@Controller('backend/appearance')
export class AppearanceController {
  constructor(private readonly appearance: AppearanceService) {}

  @Get()
  @ApiOperation({
    summary: 'Get the appearance',
    description: 'The name, colours, images and links that were chosen; null where nothing was.',
  })
  @ApiOkResponse({ type: AppearanceDto })
  get(): AppearanceDto {
    return this.appearance.chosen();
  }

  @Put()
  @ApiOperation({
    summary: 'Update the appearance',
    description:
      'Changes the fields that are sent; null takes one back. Counts at once, on every instance.',
  })
  @ApiOkResponse({ type: AppearanceDto })
  async update(
    @CurrentCaller() caller: Caller,
    @Body() body: UpdateAppearanceDto,
  ): Promise<AppearanceDto> {
    await this.appearance.update(caller, body);
    return this.appearance.chosen();
  }

  @Put('image/:kind')
  @ApiOperation({
    summary: 'Set an image',
    description: 'The logo, the logo for dark grounds, or the icon in the browser’s tab.',
  })
  @ApiOkResponse({ type: AppearanceDto })
  async setImage(
    @CurrentCaller() caller: Caller,
    @Param() { kind }: ImageKindDto,
    @Body() { data }: AppearanceImageDto,
  ): Promise<AppearanceDto> {
    await this.appearance.setImage(caller, kind, data);
    return this.appearance.chosen();
  }

  @Delete('image/:kind')
  @ApiOperation({ summary: 'Remove an image', description: 'Ours takes its place.' })
  @ApiOkResponse({ type: AppearanceDto })
  async removeImage(
    @CurrentCaller() caller: Caller,
    @Param() { kind }: ImageKindDto,
  ): Promise<AppearanceDto> {
    await this.appearance.removeImage(caller, kind);
    return this.appearance.chosen();
  }
}
