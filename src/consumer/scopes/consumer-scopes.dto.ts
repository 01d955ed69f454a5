import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { PageQuery, pageOf } from '../../common/page.js';

/** The query of the list of scopes. */
export class GrantableScopeQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'Whether to show also the ones that I may not give.',
  })
  @OmittableField()
  @IsIn(['true', 'false'])
  all?: string;
}

/** A scope, and whether I may give it to an app of mine. */
export class GrantableScopeDto {
  @ApiProperty() name: string;
  @ApiProperty() description: string;
  @ApiProperty({ description: 'Whether the description is ours: nobody wrote another one.' })
  generated: boolean;
  @ApiProperty() grantable: boolean;
  @ApiPropertyOptional({ description: 'Why not.' }) reason?: string;
}

export class GrantableScopePage extends pageOf(GrantableScopeDto) {}
