import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { IsAddress, IsPassword, IsUsername } from '../../users/users.rules.js';

/** Somebody who wants an account. */
export class RegisterDto {
  @ApiProperty({ minLength: 3, maxLength: 64 }) @IsUsername() username: string;
  @ApiProperty({ format: 'email' }) @IsAddress() email: string;
  @ApiProperty({ minLength: 10 }) @IsPassword() password: string;

  @ApiPropertyOptional({
    maxLength: 32,
    description:
      'The version of the terms of use that the user accepts; needed where there are terms.',
    example: '2026-11',
  })
  @OmittableField()
  @IsString()
  @MaxLength(32)
  acceptedTerms?: string;
}

/** The last part of a mailed link. */
export class ActivateDto {
  @ApiProperty() @IsString() @MaxLength(200) token: string;
}

/** Where a link is to be mailed. */
export class AddressDto {
  @ApiProperty({ format: 'email' }) @IsAddress() email: string;
}
