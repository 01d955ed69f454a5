import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The state of a token (RFC 7662 §2.2); without the optional members when it is not active. */
export class IntrospectionDto {
  @ApiProperty() active: boolean;
  @ApiPropertyOptional({ description: 'What may be used now.' }) scope?: string;
  @ApiPropertyOptional() client_id?: string;
  @ApiPropertyOptional() username?: string;
  @ApiPropertyOptional() token_type?: string;
  @ApiPropertyOptional({ type: 'integer' }) exp?: number;
  @ApiPropertyOptional({ type: 'integer' }) iat?: number;
  @ApiPropertyOptional() sub?: string;
  @ApiPropertyOptional() aud?: string;
  @ApiPropertyOptional() iss?: string;
  @ApiPropertyOptional() jti?: string;
  @ApiPropertyOptional({ description: 'The only account it works for.' }) account?: string;
  @ApiPropertyOptional({ type: Object, description: 'The key it is bound to (RFC 9449).' })
  cnf?: unknown;
  @ApiPropertyOptional({ type: Object, description: 'Who acts for the person (RFC 8693).' })
  act?: unknown;
}
