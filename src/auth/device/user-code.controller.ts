import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Scopes } from '../../operations/decorators.js';
import type { OAuthRequest } from '../oauth-endpoint.service.js';
import { DeviceConsentDto, UserCodeDto } from './device.dto.js';
import { UserCodesService } from './user-codes.service.js';

/** What the device page sends (RFC 8628 §3.3). */
@ApiTags('Portal')
@Controller('portal/device')
export class UserCodeController {
  constructor(private readonly codes: UserCodesService) {}

  @Scopes('authorization.consent')
  @ApiNotFoundResponse({ description: 'There is no such code, or it has expired.' })
  @ApiOperation({
    summary: 'Enter a user code',
    description:
      'The code that a device shows (RFC 8628 §3.3). The answer names the consent request to decide about.',
  })
  @ApiOkResponse({ type: DeviceConsentDto })
  @HttpCode(200)
  @Post()
  enter(
    @Body() { userCode }: UserCodeDto,
    @CurrentCaller() caller: Caller,
    @Req() { ip }: OAuthRequest,
  ): Promise<DeviceConsentDto> {
    return this.codes.enter(userCode, caller, ip);
  }
}
