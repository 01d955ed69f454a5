import { Controller, Get, Query } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { compareTexts } from '../common/compare-texts.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { type Page, pageOf, pageOfList, PageQuery } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { Catalogue, type OperationEntry } from './catalogue.js';
import { ScopesOfRoles } from './scopes-of-roles.js';

const ACCESS = ['private', 'public'] as const;
const ORDERS = ['name', 'path', 'scope'] as const;

/** Which operations, and in which order. */
class OperationQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ACCESS,
    description: 'Only the closed ones, or only the ones that are open to everyone.',
  })
  @OmittableField()
  @IsIn(ACCESS)
  access?: (typeof ACCESS)[number];

  @OnlyField('Only the ones that no role opens, a role with everything apart.')
  unheld?: 'true';

  @SortField(ORDERS)
  sort?: Sort<(typeof ORDERS)[number]>;
}

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
  constructor(
    private readonly catalogue: Catalogue,
    private readonly roles: ScopesOfRoles,
  ) {}

  @ApiOperation({
    summary: 'List operations',
    description: 'Every operation of this API with what it takes to call it.',
  })
  @ApiOkResponse({ type: OperationPage })
  @Get()
  async list(@Query() query: OperationQuery): Promise<Page<OperationDto>> {
    const { search = '', access, sort = 'name' } = query;
    const isHeld = query.unheld && (await this.roles.holding());
    const found = this.catalogue.entries
      .filter(({ name, path }) => `${name} ${path}`.toLowerCase().includes(search.toLowerCase()))
      .filter((entry) => access === undefined || entry.public === (access === 'public'))
      .filter((entry) => !isHeld || !(entry.public || isHeld(entry.scopes)))
      .map(toDto);
    const column = sort.replace(/^-/, '') as (typeof ORDERS)[number];
    // They are in the order of their names, which decides where two are alike.
    const sorted = found.toSorted((one, other) =>
      compareTexts(one[column] ?? '', other[column] ?? ''),
    );
    return pageOfList(query, sort.startsWith('-') ? sorted.toReversed() : sorted);
  }
}

function toDto({ scopes, ...entry }: OperationEntry): OperationDto {
  return { ...entry, scope: scopes.join(' ') || null };
}
