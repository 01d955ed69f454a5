import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { tagged, WithEntityTag } from '../common/entity-tag.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { pageOf, PageQuery } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { Later } from '../common/state-rule.js';
import { IsLine } from '../common/text.js';
import { IsTime } from '../common/time.js';
import { type Api, stateOf } from './api.entity.js';
import { basePathFault, keyHeaderFault, publicUrlFault } from './apis.rules.js';

/** Longer, a test run would be what everybody relies on. */
export const LONGEST_OBSERVATION_DAYS = 14;

const NAME_RULE = 'The name has 2 to 31 small letters, digits and hyphens, a letter first.';

/** A rule that says itself what is wrong. */
const IsWithoutFault = (name: string, faultOf: (text: string) => string | undefined) =>
  ValidateBy({
    name,
    validator: {
      validate: (value) => typeof value === 'string' && faultOf(value) === undefined,
      defaultMessage: (given) => faultOf(String(given?.value)) ?? 'The value must be text.',
    },
  });

/** A program of the provider's whose operations are guarded. */
@WithEntityTag()
export class ApiDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'payments' }) name: string;
  @ApiProperty({ example: 'Payments' }) title: string;
  @ApiProperty({
    example: 'https://api.example.com',
    description: 'Its address for programs, and the audience of tokens for it alone.',
  })
  publicUrl: string;
  @ApiProperty({ example: '/v1', description: 'Stands before the paths of the document.' })
  basePath: string;
  @ApiProperty({ example: 'X-Api-Key', description: 'The header that carries an API key.' })
  keyHeader: string;
  @ApiProperty({ description: 'Whether preflights of browsers pass without a credential.' })
  preflight: boolean;
  @ApiProperty({ description: 'Whether it is told who calls by a signed token.' })
  assertion: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then refusals are recorded and let through.',
  })
  observeUntil: string | null;
  @ApiProperty({ type: 'integer', description: 'How many operations it has.' }) operations: number;
  @ApiProperty({ type: 'integer', description: 'How many of them are open to everyone.' })
  publicOperations: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) importedAt: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of APIs. */
export class ApiPage extends pageOf(ApiDto) {}

/** By what a list of APIs may be sorted. */
export const API_ORDERS = ['name', 'imported', 'created'] as const;

/** Which APIs, and in which order. */
export class ApiListQuery extends PageQuery {
  @OnlyField('Only the APIs whose refusals are recorded and let through.')
  observed?: 'true';

  @OnlyField('Only the APIs with an operation that is open to everyone.')
  open?: 'true';

  @OnlyField('Only the APIs without operations.')
  empty?: 'true';

  @SortField(API_ORDERS)
  sort?: Sort<(typeof API_ORDERS)[number]>;
}

class ApiFields {
  @ApiProperty({ maxLength: 255, example: 'Payments' })
  @IsLine(255)
  title: string;

  @ApiProperty({ maxLength: 2048, example: 'https://api.example.com' })
  @IsString()
  @MaxLength(2048)
  @IsWithoutFault('isPublicUrl', publicUrlFault)
  publicUrl: string;

  @ApiPropertyOptional({ maxLength: 1024, default: '/', example: '/v1' })
  @OmittableField()
  @IsString()
  @MaxLength(1024)
  @IsWithoutFault('isBasePath', basePathFault)
  basePath?: string;

  @ApiPropertyOptional({ maxLength: 64, default: 'X-Api-Key', example: 'X-Api-Key' })
  @OmittableField()
  @IsWithoutFault('isKeyHeader', keyHeaderFault)
  keyHeader?: string;

  @ApiPropertyOptional({ default: false })
  @OmittableField()
  @IsBoolean()
  preflight?: boolean;

  @ApiPropertyOptional({ default: false })
  @OmittableField()
  @IsBoolean()
  assertion?: boolean;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'At most 14 days ahead; null ends it.',
  })
  @ValidateIf((_: object, value: unknown) => value !== undefined && value !== null)
  @IsTime()
  @Later('aheadOfNow', LONGEST_OBSERVATION_DAYS)
  observeUntil?: string | null;
}

/** An API to be created. */
export class CreateApiDto extends ApiFields {
  @ApiProperty({ pattern: '^[a-z][a-z0-9-]{1,30}$', example: 'payments' })
  @Matches(/^[a-z][a-z0-9-]{1,30}$/, { message: NAME_RULE })
  name: string;

  @ApiPropertyOptional({
    description:
      'An OpenAPI document of 3.0 or 3.1, JSON or YAML; imported at once. At most 8 MiB.',
    example: '{"openapi":"3.1.0","info":{"title":"Payments","version":"1"},"paths":{}}',
  })
  @OmittableField()
  @IsString()
  document?: string;
}

/** What changes about an API; its name stays, since it begins the scopes. */
export class UpdateApiDto extends PartialType(
  PickType(ApiFields, ['title', 'publicUrl', 'basePath', 'keyHeader', 'preflight', 'assertion', 'observeUntil']), // prettier-ignore
  { skipNullProperties: false },
) {}

/** Whether something is only shown. */
export class PreviewQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'Whether to tell what it would do, and do nothing.',
  })
  @OmittableField()
  @IsIn(['true', 'false'])
  preview?: string;
}

/** How many operations an API has. */
export interface Counted {
  operations: number;
  publicOperations: number;
}

/** The answer's form of a row. */
export function toDto(api: Api, { operations, publicOperations }: Counted): ApiDto {
  const { id, name, title, publicUrl, basePath, keyHeader, preflight, assertion } = api;
  const answer = {
    id,
    name,
    title,
    publicUrl,
    basePath,
    keyHeader,
    preflight,
    assertion,
    observeUntil: api.observeUntil?.toISOString() ?? null,
    operations,
    publicOperations,
    importedAt: api.importedAt?.toISOString() ?? null,
    createdAt: api.createdAt.toISOString(),
  };
  return tagged(answer, stateOf(api));
}
