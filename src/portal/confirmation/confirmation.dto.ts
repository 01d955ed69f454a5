import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';

/** Proof of who one is: one of the two. */
export class ConfirmationDto {
  @ApiPropertyOptional()
  @OmittableField()
  @IsString()
  @MinLength(1)
  @MaxLength(4096)
  password?: string;

  @ApiPropertyOptional({
    description: 'The current code of the second factor, or a recovery code.',
  })
  @OmittableField()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  otp?: string;
}
