import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Optional } from '../../common/optional.js';
import { IsTime } from '../../common/time.js';
import { pageOf } from '../../common/page.js';

/** An initial access token, without the token. */
export class InitialAccessDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Who made it; apps are registered in their name.' }) userId: string;
  @ApiProperty() createdAt: string;
  @ApiProperty() expiresAt: string;
}

export class InitialAccessPage extends pageOf(InitialAccessDto) {}

/** A new initial access token; the only answer that shows it. */
export class NewInitialAccessDto extends InitialAccessDto {
  @ApiProperty({ description: 'Shown once.' }) token: string;
}

/** What somebody asks for. */
export class CreateInitialAccessDto {
  @ApiPropertyOptional({ description: 'At most 365 days ahead; 7 days ahead when missing.' })
  @Optional()
  @IsTime()
  expiresAt?: string;
}
