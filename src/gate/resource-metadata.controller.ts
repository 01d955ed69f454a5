import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApisCache } from '../apis/apis.cache.js';
import { notFound } from '../common/problem.js';
import { Config } from '../config/config.js';
import { protectedResourceMetadata } from '../oauth/metadata.js';
import { Public } from '../operations/decorators.js';

/** Tells programs which authorization server issues tokens for an API behind the gate. */
@ApiTags('OAuth')
@Public()
@Controller('.well-known/oauth-protected-resource/gate')
export class ResourceMetadataController {
  constructor(
    private readonly apis: ApisCache,
    private readonly config: Config,
  ) {}

  @ApiOperation({
    summary: 'Get the protected resource metadata of an API',
    description: 'RFC 9728, for an API behind the gate.',
  })
  @ApiOkResponse({ description: 'The document.', schema: { type: 'object' } })
  @Header('cache-control', 'public, max-age=300')
  @Get(':api')
  async api(@Param('api') name: string) {
    const api = await this.apis.find(name);
    if (!api) throw notFound('API');
    const { publicUrl: url, title } = api;
    return protectedResourceMetadata(this.config.publicUrl, [api.name], { url, name: title });
  }
}
