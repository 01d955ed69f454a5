import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsPassword } from '../../users/users.rules.js';

/** A new password, by somebody who knows the old one. */
export class ChangePasswordDto {
  @ApiProperty() @IsString() @MaxLength(4096) oldPassword: string;
  @ApiProperty({ minLength: 10 }) @IsPassword() newPassword: string;
}

/** A new password, with the last part of the mailed link. */
export class SetPasswordDto {
  @ApiProperty() @IsString() @MaxLength(200) token: string;
  @ApiProperty({ minLength: 10 }) @IsPassword() newPassword: string;
}
