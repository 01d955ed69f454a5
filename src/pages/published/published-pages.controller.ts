import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  LanguageQuery,
  PublishedPagesPage,
  PublishedPagesQueryDto,
  WholePublishedPageDto,
} from './published-page.dto.js';
import { PublishedPagesQuery } from './published-pages.query.js';

/** The provider's guides and changelog, as developers read them. */
@ApiTags('Developer')
@Controller('consumer/page')
export class PublishedPagesController {
  constructor(private readonly pages: PublishedPagesQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List guides and changelog',
    description: 'What the provider published, without the texts; a search looks into those too.',
  })
  @ApiOkResponse({ type: PublishedPagesPage })
  list(@Query() query: PublishedPagesQueryDto) {
    return this.pages.list(query);
  }

  @Get(':kind/:slug')
  @ApiOperation({
    summary: 'Get a guide or an entry of the changelog',
    description: 'In the language that you ask for, or in the one that there is.',
  })
  @ApiOkResponse({ type: WholePublishedPageDto })
  get(
    @Param('kind') kind: string,
    @Param('slug') slug: string,
    @Query() { language }: LanguageQuery,
  ) {
    return this.pages.get(kind, slug, language);
  }
}
