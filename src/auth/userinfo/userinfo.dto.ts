import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Claims about the person, by the scopes of the token (OpenID Connect Core §5.1, §5.4). */
export class UserinfoDto {
  @ApiProperty() sub: string;
  @ApiPropertyOptional({ description: 'With `profile`: the user name.' }) name?: string;
  @ApiPropertyOptional({ description: 'With `profile`.' }) preferred_username?: string;
  @ApiPropertyOptional({ type: 'integer', description: 'With `profile`: seconds since 1970.' })
  updated_at?: number;
  @ApiPropertyOptional({ description: 'With `email`.' }) email?: string;
  @ApiPropertyOptional({ description: 'With `email`: whether a mailed link proved the address.' })
  email_verified?: boolean;
}
