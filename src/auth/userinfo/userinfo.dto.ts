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

class WhoamiApp {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
}

/** Whom a token stands for: a person, an app, or an app for a person. */
export class Whoami {
  @ApiProperty({ description: 'The token’s `sub`.' }) id: string;
  @ApiPropertyOptional() username?: string;
  @ApiPropertyOptional() email?: string;
  @ApiPropertyOptional() roleId?: string;
  @ApiPropertyOptional() role?: string;
  @ApiPropertyOptional({ description: 'The app, unless the person logged in without one.' })
  app?: WhoamiApp;
  @ApiPropertyOptional({ description: 'The only account the token works for.' }) account?: string;
  @ApiProperty({ type: [String], description: 'What may be used now.' }) scopes: string[];
}
