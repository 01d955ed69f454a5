import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../../operations/decorators.js';
import { ProviderDto } from './appearance.dto.js';
import { AppearanceService } from './appearance.service.js';

/** Shows everybody the provider's face. */
@ApiTags('System')
@Public()
@Controller('appearance')
export class ProviderController {
  constructor(private readonly appearance: AppearanceService) {}

  @Get()
  @Header('cache-control', 'public, no-cache')
  @ApiOperation({
    summary: 'Get the provider’s name and colours',
    description: 'What the portal, its pages and the mails look like.',
  })
  @ApiOkResponse({ type: ProviderDto })
  get(): ProviderDto {
    return this.appearance.provider;
  }

  @Get('image/:digest')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  @ApiOperation({
    summary: 'Get an image of the provider’s',
    description: 'Its address changes with its content, so it may be kept for ever.',
  })
  @ApiProduces('image/png', 'image/jpeg', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  image(@Param('digest') digest: string): StreamableFile {
    const { bytes, mediaType } = this.appearance.image(digest);
    return new StreamableFile(bytes, { type: mediaType, length: bytes.length });
  }
}
