import { Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { Confirmed, CurrentCaller } from '../../operations/decorators.js';
import { UserSupportService } from './user-support.service.js';

const TOO_MANY = { description: 'The user got many of these mails within the hour.' };

/** Helps users who cannot sign in. No answer shows a link, a code or a password. */
@Confirmed()
@ApiTags('Administration')
@Controller('backend/user')
export class UserSupportController {
  constructor(private readonly support: UserSupportService) {}

  @Post(':id/resend')
  @HttpCode(204)
  @ApiConflictResponse({ description: 'The user does not wait for activation (`not_pending`).' })
  @ApiTooManyRequestsResponse(TOO_MANY)
  @ApiOperation({
    summary: 'Send the activation mail of a user again',
    description:
      'For a user who registered and has not opened the activation link. Who was invited gets the invitation again.',
  })
  @ApiNoContentResponse()
  async resend(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.support.resend(id, caller);
  }

  @Post(':id/password_reset')
  @HttpCode(204)
  @ApiConflictResponse({ description: 'The user is disabled (`user_disabled`).' })
  @ApiTooManyRequestsResponse(TOO_MANY)
  @ApiOperation({
    summary: 'Send a password reset mail to a user',
    description:
      'The mail that the user can ask for by themselves. The link in it works for one hour and once.',
  })
  @ApiNoContentResponse()
  async resetPassword(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.support.sendPasswordReset(id, caller);
  }

  @Delete(':id/mfa')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove the second factor of a user',
    description:
      'For a user who lost the device and the recovery codes. The user is told by mail; the password alone opens the account then.',
  })
  @ApiNoContentResponse()
  async removeSecondFactor(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.support.removeSecondFactor(id, caller);
  }
}
