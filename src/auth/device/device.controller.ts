import { Controller, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import { OAuthEndpointService, type OAuthRequest } from '../oauth-endpoint.service.js';
import { DeviceAuthorizationDto } from './device.dto.js';
import { ApiOAuthBody, DEVICE_REQUEST, EXAMPLE_CLIENT } from '../oauth-parameters.openapi.js';

/** The device authorization endpoint (RFC 8628 §3.1). */
@ApiTags('OAuth')
@Controller('authorization')
export class DeviceController {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
  ) {}

  @OAuthEndpoint({ crossOrigin: true })
  @ApiOAuthBody(DEVICE_REQUEST, { ...EXAMPLE_CLIENT, scope: 'deliveries' }, [])
  @ApiOperation({
    summary: 'Create a device authorization',
    description:
      'RFC 8628. Starts the flow of a device that has no browser; the user enters `user_code` in the portal.',
  })
  @ApiOkResponse({ type: DeviceAuthorizationDto })
  @Post('device')
  device(@Req() request: OAuthRequest): Promise<DeviceAuthorizationDto> {
    const admit = this.endpoint.admit(request.ip);
    return this.endpoint.serve(request, (message) => this.server.startDevice(message, admit));
  }
}
