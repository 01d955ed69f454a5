import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';

/** The answer to a pushed authorization request. */
export class PushedRequestDto {
  @ApiProperty() request_uri: string;
  @ApiProperty({ type: 'integer' }) expires_in: number;
}

class ConsentAppDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) url: string | null;
  @ApiProperty({ description: 'Whether it is the provider’s own.' }) firstParty: boolean;
}

class ConsentPersonDto {
  @ApiProperty() username: string;
}

class ConsentScopeDto {
  @ApiProperty() name: string;
  @ApiProperty() description: string;
  @ApiProperty({ description: 'Whether the description is ours: nobody wrote another one.' })
  generated: boolean;
  @ApiProperty({ description: 'Whether the person holds it, and so can give it.' })
  granted: boolean;
}

/** Who asks, for what, and where the answer goes. */
export class ConsentDto {
  @ApiProperty() id: string;
  @ApiProperty() app: ConsentAppDto;
  @ApiProperty() person: ConsentPersonDto;
  @ApiProperty({ type: [ConsentScopeDto] }) scopes: ConsentScopeDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Missing for a device.' })
  redirectHost: string | null;
  @ApiProperty({ type: String, nullable: true }) redirectUri: string | null;
  @ApiProperty({ description: 'Whether the answer goes to a program on the person’s machine.' })
  loopback: boolean;
  @ApiProperty({ description: 'Whether no administrator has looked at the app.' })
  unapproved: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The only account it will work for.' })
  account: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The API that the tokens are for, when it is another one than ours (RFC 8707).',
  })
  resource: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What its owner calls that API.' })
  resourceName: string | null;
  @ApiProperty({ description: 'Whether the app can act while the person is away.' })
  offline: boolean;
}

/** The person's answer. */
export class DecisionDto {
  @ApiProperty({ enum: ['allow', 'deny'] })
  @IsIn(['allow', 'deny'])
  decision: 'allow' | 'deny';

  @ApiProperty({ type: [String], description: 'What is allowed; empty for a denial.' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  scopes: string[];
}

/** Where the browser goes next. */
export class DecidedDto {
  @ApiProperty() redirectTo: string;
}
