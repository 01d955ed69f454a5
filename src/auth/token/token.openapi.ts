import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import type { TokenProfile } from '../../oauth/token-profiles.js';
import { CLIENT_AUTHENTICATION, EXAMPLE_CLIENT } from '../oauth-parameters.openapi.js';

/** A parameter, and the grant types that read it; every one when they are missing. */
interface Parameter {
  description?: string;
  grants?: string[];
}

const CODE = ['authorization_code'];
const PASSWORD = ['password'];
const EXCHANGE = ['urn:ietf:params:oauth:grant-type:token-exchange'];

/** The parameters of a token request; unknown ones are ignored (RFC 6749 §3.2). */
const PARAMETERS: Record<string, Parameter> = {
  scope: { description: 'Space-separated; everything the caller may have if missing.' },
  resource: { description: 'The API that the token is for (RFC 8707); Gatehouse if missing.' },
  ...CLIENT_AUTHENTICATION,
  code: { grants: CODE },
  redirect_uri: { grants: CODE },
  code_verifier: { grants: CODE },
  refresh_token: { grants: ['refresh_token'] },
  username: { grants: PASSWORD },
  password: { grants: PASSWORD },
  otp: { grants: PASSWORD, description: 'The code of the second factor, where one is set.' },
  device_code: { grants: ['urn:ietf:params:oauth:grant-type:device_code'] },
  subject_token: { grants: EXCHANGE },
  subject_token_type: { grants: EXCHANGE },
  requested_token_type: { grants: EXCHANGE },
  actor_token: { grants: EXCHANGE },
  actor_token_type: { grants: EXCHANGE },
  audience: { grants: EXCHANGE, description: 'As resource.' },
};

/** The body of a token request, with the parameters that its grant types read. */
function bodyOf({ grants: served }: TokenProfile) {
  const names = Object.keys(served);
  const read = Object.entries(PARAMETERS).filter(([, { grants = names }]) =>
    grants.some((grant) => names.includes(grant)),
  );
  const properties = Object.fromEntries(
    read.map(([name, parameter]) => {
      const accounts = names.filter((grant) => served[grant]?.accountParameter === name);
      return [name, { type: 'string', description: describe(parameter, accounts) }];
    }),
  );
  const grant_type = { type: 'string', enum: names };
  return {
    type: 'object',
    required: ['grant_type'],
    properties: { grant_type, ...properties },
    example: { grant_type: 'client_credentials', ...EXAMPLE_CLIENT, scope: 'deliveries tasks' },
  };
}

/** @param accounts the grant types for which it carries an account */
function describe({ grants, description }: Parameter, accounts: string[]): string {
  const words = [
    grants && `With ${grants.join(' and ')}.`,
    description,
    accounts.length > 0 && `With ${accounts.join(' and ')}: the id of an account.`,
  ];
  return words.filter(Boolean).join(' ');
}

/** The members that every profile's answer has. */
class TokenResponseDto {
  @ApiProperty() access_token: string;
  @ApiProperty({ example: 'bearer' }) token_type: string;
  @ApiProperty({ type: 'integer', example: 3600, description: 'Seconds.' }) expires_in: number;
}

/** How a token endpoint shows in OpenAPI. */
export const ApiTokenEndpoint = (profile: TokenProfile, summary: string, description: string) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiBody({ schema: bodyOf(profile) }),
    ApiOkResponse({ type: TokenResponseDto }),
  );
