import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';

/** The parameters of a token request; unknown ones are ignored (RFC 6749 §3.2). */
class TokenRequestBody {
  @ApiProperty({ example: 'client_credentials' }) grant_type: string;
  @ApiPropertyOptional({
    description: 'Space-separated; everything the caller may have if missing.',
  })
  scope?: string;
  @ApiPropertyOptional() client_id?: string;
  @ApiPropertyOptional() client_secret?: string;
  @ApiPropertyOptional() username?: string;
  @ApiPropertyOptional() password?: string;
  @ApiPropertyOptional() refresh_token?: string;
}

/** The members that every face's answer has. */
class TokenResponseBody {
  @ApiProperty() access_token: string;
  @ApiProperty() token_type: string;
  @ApiProperty({ type: 'integer' }) expires_in: number;
}

/** RFC 6749 §5.2. */
class OAuthErrorBody {
  @ApiProperty({ example: 'invalid_client' }) error: string;
  @ApiProperty() error_description: string;
}

/** How a token endpoint shows in OpenAPI. */
export const TokenEndpoint = (summary: string) =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiConsumes('application/x-www-form-urlencoded', 'application/json'),
    ApiBody({ type: TokenRequestBody }),
    ApiOkResponse({ type: TokenResponseBody }),
    ApiBadRequestResponse({ type: OAuthErrorBody }),
    ApiUnauthorizedResponse({ type: OAuthErrorBody }),
  );
