import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

/** The successor of a login. */
export class RefreshLoginDto {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(4096)
  refresh_token: string;
}

/** The tokens of a login. */
export class LoginTokensDto {
  @ApiProperty({ description: 'The access token.' }) token: string;
  @ApiProperty({ type: 'integer', description: 'Seconds.' }) expires_in: number;
  @ApiProperty() refresh_token: string;
  @ApiProperty({ description: 'Space-separated.' }) scope: string;
}
