import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What an app sent along with the person (OpenID Connect RP-Initiated Logout §2). */
export class LogoutDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(8192)
  idTokenHint?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  clientId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  postLogoutRedirectUri?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(8192)
  state?: string;
}

/** Where the person goes now; the portal’s own page when nothing is said. */
export class LoggedOutDto {
  @ApiProperty({ type: String, nullable: true }) redirectTo: string | null;
}
