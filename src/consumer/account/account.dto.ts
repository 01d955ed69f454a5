import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { WithEntityTag } from '../../common/entity-tag.js';
import { Optional } from '../../common/optional.js';
import { UserDto } from '../../users/user.dto.js';
import { IsAddress, IsPassword } from '../../users/user-rules.js';

/** One's own account. */
@WithEntityTag()
export class OwnAccountDto extends UserDto {
  @ApiProperty({ type: [String], description: 'What the role opens now.' }) scopes: string[];
}

/** What people change about themselves. */
export class OwnAccountUpdate {
  @ApiPropertyOptional({
    format: 'email',
    description: 'Where people are activated by mail, it counts once its link was opened.',
  })
  @Optional()
  @IsAddress()
  email?: string;
}

/** A new password, by somebody who knows the old one. */
export class PasswordChangeDto {
  @ApiProperty() @IsString() @MaxLength(4096) oldPassword: string;
  @ApiProperty({ minLength: 10 }) @IsPassword() newPassword: string;
}

/** The start of a second factor, to be shown as QR code. */
export class SecondFactorDto {
  @ApiProperty({ description: 'Base 32.' }) secret: string;
  @ApiProperty() otpauthUri: string;
}

/** The first code of an authenticator app. */
export class SecondFactorCodeDto {
  @ApiProperty({ pattern: '^\\d{6}$' }) @IsString() @MaxLength(16) code: string;
}

/** What to keep for the day the phone is lost; shown once. */
export class RecoveryCodesDto {
  @ApiProperty({ type: [String] }) recoveryCodes: string[];
}
