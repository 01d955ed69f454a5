import { Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../operations/decorators.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { ClientRegistrationService } from './client-registration.service.js';

/** Where programs register themselves, once an administrator turns it on. */
@ApiTags('OAuth')
@Controller('authorization')
export class ClientRegistrationController {
  constructor(private readonly registrations: ClientRegistrationService) {}

  @Public()
  @ApiOperation({
    summary: 'Register a client',
    description:
      'RFC 7591. Served only where the setting `oauth.dynamic_registration` allows it, with an initial access token as bearer token where the setting wants one.',
  })
  @ApiBody({ schema: { type: 'object' } })
  @Post('register')
  register(@Req() request: ProtocolRequest) {
    return this.registrations.register(request);
  }
}
