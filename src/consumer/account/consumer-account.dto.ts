import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { WithEntityTag } from '../../common/entity-tag.js';
import { OmittableField } from '../../common/omittable-field.js';
import { UserDto } from '../../users/user.dto.js';
import { IsAddress } from '../../users/users.rules.js';

/** One's own account. */
@WithEntityTag()
export class OwnAccountDto extends UserDto {
  @ApiProperty({ type: [String], description: 'What the role opens now.' }) scopes: string[];
}

/** What people change about themselves. */
export class UpdateOwnAccountDto {
  @ApiPropertyOptional({
    format: 'email',
    description: 'Where people are activated by mail, it counts once its link was opened.',
  })
  @OmittableField()
  @IsAddress()
  email?: string;
}

/** How people remove their account. */
export class RemoveOwnAccountDto {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'At once and for ever, so that nobody can bring it back.',
  })
  @OmittableField()
  @IsIn(['true', 'false'])
  forGood?: 'true' | 'false';
}
