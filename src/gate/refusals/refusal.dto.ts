import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { PageQuery, pageOf } from '../../common/page.js';

/** What a refused request brought to prove who it is from. */
export class RefusedCredentialDto {
  @ApiProperty({ enum: ['none', 'unknown', 'access_token', 'personal_token', 'api_key'] })
  kind: string;
  @ApiProperty({ type: String, nullable: true, description: 'Its last four characters.' })
  tail: string | null;
}

/** Refusals of one kind in one hour, counted. */
export class RefusalDto {
  @ApiProperty({ format: 'date-time', description: 'The last time in that hour.' }) at: string;
  @ApiProperty({ description: 'The name of the gate.' }) gate: string;
  @ApiProperty({ description: 'The name of the API.' }) api: string;
  @ApiProperty({ type: String, nullable: true }) operation: string | null;
  @ApiProperty() method: string;
  @ApiProperty({ type: String, nullable: true, description: 'The template, never the path.' })
  path: string | null;
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty({ example: 'insufficient_scope' }) code: string;
  @ApiProperty({ description: 'In words.' }) reason: string;
  @ApiProperty({ type: RefusedCredentialDto }) credential: RefusedCredentialDto;
  @ApiProperty({ type: String, nullable: true, description: 'Whose request it was.' })
  appKey: string | null;
  @ApiProperty({
    enum: ['refuse', 'would-refuse'],
    description: '`would-refuse`: it was let through, since the API is only observed.',
  })
  decision: string;
  @ApiProperty({ type: 'integer' }) times: number;
}

/** One page of refusals. */
export class RefusalPage extends pageOf(RefusalDto) {}

/** Which refusals, for administrators. */
export class RefusalQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those of this API, by its name.' })
  @OmittableField()
  @IsString()
  @MaxLength(31)
  api?: string;
}
