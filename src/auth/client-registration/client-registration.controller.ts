import { Controller, Post, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import type { OAuthRequest } from '../oauth-endpoint.service.js';
import { ClientRegistrationService } from './client-registration.service.js';
import { CLIENT_METADATA, REGISTERED_CLIENT } from './client-metadata.openapi.js';

/** Where programs register themselves, once an administrator turns it on. */
@ApiTags('OAuth')
@Controller('authorization')
export class ClientRegistrationController {
  constructor(private readonly registrations: ClientRegistrationService) {}

  /** Its lists have no form (RFC 7591 §3.1). */
  @OAuthEndpoint({ forms: false, crossOrigin: true, status: 201 })
  @ApiOperation({
    summary: 'Register a client',
    description:
      'RFC 7591. Served only where the setting `oauth.dynamic_registration` allows it, with an initial access token as bearer token where the setting wants one.',
  })
  @ApiBody({ schema: CLIENT_METADATA })
  @ApiCreatedResponse({ schema: REGISTERED_CLIENT })
  @ApiForbiddenResponse({ description: 'Registration is turned off.' })
  @Post('register')
  register(@Req() request: OAuthRequest) {
    return this.registrations.register(request);
  }
}
