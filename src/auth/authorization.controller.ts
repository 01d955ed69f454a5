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
  @ApiOperation({ summary: 'End a token (RFC 7009)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @HttpCode(200)
  @PerAccount()
  @Post('revoke')
  revoke(@Req() request: ProtocolRequest) {
    return this.protocol.revoke(request);
  }

  @Public()
  @ApiOperation({ summary: 'Tell an app the state of a token (RFC 7662)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: IntrospectionDto })
  @HttpCode(200)
  @Post('introspect')
  introspect(@Req() request: ProtocolRequest): Promise<IntrospectionDto> {
    return this.protocol.introspect(request);
  }

  @Public()
  @ApiOperation({ summary: 'Start the flow of a device without a browser (RFC 8628)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: DeviceAuthorizationDto })
  @HttpCode(200)
  @Post('device')
  device(@Req() request: ProtocolRequest): Promise<DeviceAuthorizationDto> {
    return this.protocol.startDevice(request);
  }

  @ApiOperation({ summary: 'Tell whom the token stands for' })
  @ApiOkResponse({ type: Whoami })
  @PerAccount()
  @Get('whoami')
  whoami(@CurrentCaller() caller: Caller): Promise<Whoami> {
    return this.whoamis.of(caller);
  }
}
