import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, PerAccount, Public } from '../operations/decorators.js';
import type { Caller } from '../operations/caller.js';
import { DeviceAuthorizationDto } from './device/device.dto.js';
import { IntrospectionDto } from './introspection.dto.js';
import type { ProtocolRequest } from './protocol-request.js';
import { ProtocolService } from './protocol.service.js';
import { Whoami } from './userinfo/whoami.dto.js';
import { WhoamiService } from './userinfo/whoami.service.js';

/** What surrounds the token endpoint. */
@ApiTags('OAuth')
@Controller('authorization')
export class AuthorizationController {
  constructor(
    private readonly protocol: ProtocolService,
    private readonly whoamis: WhoamiService,
  ) {}

  @Public()
  @ApiOperation({
    summary: 'Revoke a token',
    description:
      'RFC 7009. A refresh token is revoked with the whole grant. An unknown token is no error.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @HttpCode(200)
  @PerAccount()
  @Post('revoke')
  revoke(@Req() request: ProtocolRequest) {
    return this.protocol.revoke(request);
  }

  @Public()
  @ApiOperation({
    summary: 'Introspect a token',
    description:
      'RFC 7662. For resource servers; a token that is not live is answered with `active: false` alone.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: IntrospectionDto })
  @HttpCode(200)
  @Post('introspect')
  introspect(@Req() request: ProtocolRequest): Promise<IntrospectionDto> {
    return this.protocol.introspect(request);
  }

  @Public()
  @ApiOperation({
    summary: 'Create a device authorization',
    description:
      'RFC 8628. Starts the flow of a device that has no browser; the user enters `user_code` in the portal.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: DeviceAuthorizationDto })
  @HttpCode(200)
  @Post('device')
  device(@Req() request: ProtocolRequest): Promise<DeviceAuthorizationDto> {
    return this.protocol.startDevice(request);
  }

  @ApiOperation({
    summary: 'Get the caller',
    description: 'The user or the app that the token stands for, with the scopes that it has here.',
  })
  @ApiOkResponse({ type: Whoami })
  @PerAccount()
  @Get('whoami')
  whoami(@CurrentCaller() caller: Caller): Promise<Whoami> {
    return this.whoamis.of(caller);
  }
}
