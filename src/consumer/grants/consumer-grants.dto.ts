import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '../../common/page.js';

/** The app that acts for me. */
export class ActingAppDto {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
}

/** Who may act for me, and how far. */
export class MyGrantDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'How it came about; `login` is a login of my own.' }) kind: string;
  @ApiProperty({ type: ActingAppDto, nullable: true }) app: ActingAppDto | null;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: String, nullable: true }) account: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the account is called.' })
  accountName: string | null;
  @ApiProperty() createdAt: string;
  @ApiProperty() lastUsedAt: string;
  @ApiProperty() expiresAt: string;
}

export class MyGrantPage extends pageOf(MyGrantDto) {}
