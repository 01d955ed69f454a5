import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** What a client without a browser shows to its user (RFC 8628 §3.2). */
export class DeviceAuthorizationDto {
  @ApiProperty() device_code: string;
  @ApiProperty({ example: 'BCDF-GHJK' }) user_code: string;
  @ApiProperty() verification_uri: string;
  @ApiProperty() verification_uri_complete: string;
  @ApiProperty({ type: 'integer', description: 'Seconds.' }) expires_in: number;
  @ApiProperty({ type: 'integer', description: 'Seconds between polls.' }) interval: number;
}

/** What a person reads from the device and types. */
export class UserCodeDto {
  @ApiProperty({ example: 'BCDF-GHJK', description: 'Letter case, spaces and dash do not count.' })
  @IsString()
  @MaxLength(64)
  userCode: string;
}

/** Where the person decides. */
export class DeviceConsentDto {
  @ApiProperty({ description: 'The id of the consent page.' }) consent: string;
}
