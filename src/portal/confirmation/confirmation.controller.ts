import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin, Scopes } from '../../operations/decorators.js';
import { ConfirmationDto } from './confirmation.dto.js';
import { ConfirmationService } from './confirmation.service.js';
import type { BrowserRequest } from '../sessions/browser.js';

/**
 * Proving once more who one is. It needs the scope that needs no role (`openid`): whatever a role
 * opens, its holder must be able to confirm it.
 */
@ApiTags('Developer')
@Controller('consumer')
export class ConfirmationController {
  constructor(private readonly confirmations: ConfirmationService) {}

  @OwnLogin()
  @Scopes('openid')
  @ApiOperation({
    summary: 'Confirm who you are',
    description:
      'By your password, or by a code of your second factor. Operations that need a confirmation are open for ten minutes then.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Post('confirm')
  confirm(
    @Body() body: ConfirmationDto,
    @CurrentCaller() caller: Caller,
    @Req() request: BrowserRequest,
  ): Promise<void> {
    return this.confirmations.confirm(body, caller, request);
  }
}
