import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery, pageOf } from '../../common/page.js';

/** The query of the list of live grants. */
export class GrantFilter extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those of this person.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  userId?: string;

  @ApiPropertyOptional({ description: 'Only those of this app, by its key.' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  clientId?: string;
}

/** A live grant: a family of tokens. */
export class GrantDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'How it came about, such as `login` or `password`.' }) kind: string;
  @ApiProperty({ description: 'The app’s key; `gatehouse` for a login without an app.' })
  clientId: string;
  @ApiProperty({ type: String, nullable: true }) appName: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Missing when an app acts for itself.',
  })
  userId: string | null;
  @ApiProperty({ type: String, nullable: true }) username: string | null;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: String, nullable: true }) account: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the account is called.' })
  accountName: string | null;
  @ApiProperty() createdAt: string;
  @ApiProperty() lastUsedAt: string;
  @ApiProperty() expiresAt: string;
}

export class GrantPage extends pageOf(GrantDto) {}
