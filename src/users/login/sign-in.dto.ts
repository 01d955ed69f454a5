import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** Signing in. */
export class SignInDto {
  @ApiProperty({ description: 'User name or e-mail address.' })
  @IsString()
  @MinLength(1)
  @MaxLength(254)
  username: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(4096)
  password: string;

  @ApiPropertyOptional({
    description: 'The current code of the second factor, or a recovery code.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  otp?: string;
}
