import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Page, pageOf, pageOfList, PageQuery } from '../common/page.js';
import { Catalogue } from './catalogue.js';

/** An operation, as administrators see it. */
class OperationDto {
  @ApiProperty() name: string;
  @ApiProperty() method: string;
  @ApiProperty() path: string;
  @ApiProperty() public: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The scope it needs.' })
  scope: string | null;
  @ApiProperty({ description: 'Whether a token for one account opens it.' }) perAccount: boolean;
  @ApiProperty({ description: 'Whether only a login of one’s own opens it.' }) ownLogin: boolean;
  @ApiProperty({ description: 'Whether the person must have confirmed who they are lately.' })
  confirmed: boolean;
}

class OperationPage extends pageOf(OperationDto) {}

/** Lists the operations of the catalogue. */
@ApiTags('Administration')
@Controller('backend/operation')
export class OperationsController {
  constructor(private readonly catalogue: Catalogue) {}

  @ApiOperation({
    summary: 'List operations',
    description: 'Every operation of this API with what it takes to call it.',
  })
  @ApiOkResponse({ type: OperationPage })
  @Get()
  list(@Query() query: PageQuery): Page<OperationDto> {
    const wanted = (query.search ?? '').toLowerCase();
    const found = this.catalogue.entries.filter(({ name, path }) =>
      `${name} ${path}`.toLowerCase().includes(wanted),
    );
    return pageOfList(
      query,
      found.map(({ scopes, ...entry }) => ({ ...entry, scope: scopes.join(' ') || null })),
    );
  }
}
