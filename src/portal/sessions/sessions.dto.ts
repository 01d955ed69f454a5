import { ApiProperty } from '@nestjs/swagger';
import { UserDto } from '../../users/user.dto.js';

/** A portal session; its secret is in the cookie and nowhere else. */
export class SessionDto {
  @ApiProperty() id: string;
  @ApiProperty({ type: String, nullable: true }) ip: string | null;
  @ApiProperty({ type: String, nullable: true }) userAgent: string | null;
  @ApiProperty({ description: 'Whether the second factor was used.' }) secondFactor: boolean;
  @ApiProperty() createdAt: string;
  @ApiProperty() expiresAt: string;
  @ApiProperty({ description: 'Whether it is the one that asks.' }) current: boolean;
}

/** Whose session it is. */
export class OwnSessionDto extends UserDto {
  @ApiProperty({ type: [String], description: 'What the role opens now.' }) scopes: string[];
  @ApiProperty({
    type: 'integer',
    description: 'How many apps the person may have, for themselves and for each account.',
  })
  mostApps: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The version of the terms of use that the person has to accept now.',
  })
  termsToAccept: string | null;
}

/** Who has signed in. */
export class SignedInDto {
  @ApiProperty() id: string;
  @ApiProperty() username: string;
  @ApiProperty({ type: [String] }) scopes: string[];
}
