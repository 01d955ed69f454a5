import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { type Overlap, OVERLAPS } from '../../apps/secrets/app-secret.dto.js';
import { WithEntityTag } from '../../common/entity-tag.js';
import { OmittableField } from '../../common/omittable-field.js';
import { OnlyField } from '../../common/only-field.js';
import { pageOf, PageQuery } from '../../common/page.js';
import { type Sort, SortField } from '../../common/sort-field.js';
import { type Dialect, DIALECTS } from '../question.js';

const MOST_APIS = 200;

/** A live key of a gate, without the key. */
export class GateKeyDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Its last four characters.' }) tail: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) expiresAt: string | null;
}

/** A proxy that asks before it lets a request through. */
@WithEntityTag()
export class GateDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'edge' }) name: string;
  @ApiProperty({ enum: DIALECTS, description: 'How it asks.' }) dialect: Dialect;
  @ApiProperty({ type: [String], description: 'Names of the APIs it stands in front of.' })
  apis: string[];
  @ApiProperty({
    type: 'integer',
    description: 'How many elements from the right the client stands in X-Forwarded-For.',
  })
  hops: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) lastAskedAt: string | null;
  @ApiProperty({ type: [GateKeyDto], description: 'Newest first.' }) keys: GateKeyDto[];
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of gates. */
export class GatePage extends pageOf(GateDto) {}

/** By what a list of gates may be sorted. */
export const GATE_ORDERS = ['name', 'lastAsked', 'created'] as const;

/** Which gates, and in which order. */
export class GateQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DIALECTS, description: 'Only the ones that ask in this way.' })
  @OmittableField()
  @IsIn(DIALECTS)
  dialect?: Dialect;

  @ApiPropertyOptional({ description: 'Only the ones in front of this API, by its name.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  api?: string;

  @OnlyField('Only the ones that never asked.')
  silent?: 'true';

  @SortField(GATE_ORDERS)
  sort?: Sort<(typeof GATE_ORDERS)[number]>;
}

/** A new gate with its key; the key is in this answer only. */
export class GateWithKeyDto extends GateDto {
  @ApiProperty({ description: 'Shown once. The proxy sends it as Gatehouse-Gate.' })
  gateKey: string;
}

/** A gate to be created. */
export class CreateGateDto {
  @ApiProperty({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', example: 'edge' })
  @IsString()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    message: 'Use 1 to 64 letters, digits, dots, hyphens and underscores; begin with a letter or a digit.', // prettier-ignore
  })
  name: string;

  @ApiProperty({ enum: DIALECTS, example: 'nginx' })
  @IsIn(DIALECTS)
  dialect: Dialect;

  @ApiProperty({ type: [String], example: ['payments'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_APIS)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(31, { each: true })
  apis: string[];

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 16, default: 1 })
  @OmittableField()
  @IsInt()
  @Min(0)
  @Max(16)
  hops?: number;
}

/** What changes about a gate. */
export class UpdateGateDto extends PartialType(CreateGateDto, { skipNullProperties: false }) {}

/** How long the old key lives on. */
export class CreateGateKeyDto {
  @ApiPropertyOptional({ enum: OVERLAPS, default: 'now' })
  @OmittableField()
  @IsIn(OVERLAPS)
  overlap?: Overlap;
}

/** A new key of a gate; shown once. */
export class CreatedGateKeyDto {
  @ApiProperty() gateKey: string;
  @ApiProperty({ type: String, nullable: true, description: 'When the old one ends.' })
  previousExpiresAt: string | null;
}
