import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

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
