import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

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
