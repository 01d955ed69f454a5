import { Body, Controller, Delete, Get, HttpCode, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { Confirmed, CurrentCaller, Operation, OwnLogin } from '../../operations/decorators.js';
import { MessageDto } from '../message.dto.js';
import { ChangePasswordDto } from '../passwords/passwords.dto.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { OwnAccountDto, RemoveOwnAccountDto, UpdateOwnAccountDto } from './consumer-account.dto.js';
import { ConsumerAccountService } from './consumer-account.service.js';

/** One's own account. */
@ApiTags('Developer')
@Controller('consumer/account')
export class ConsumerAccountController {
  constructor(
    private readonly account: ConsumerAccountService,
    private readonly passwords: PasswordsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Get your user account',
    description: 'With your role and the scopes that it gives you.',
  })
  @ApiOkResponse({ type: OwnAccountDto })
  get(@CurrentCaller() caller: Caller): Promise<OwnAccountDto> {
    return this.account.get(caller);
  }

  @Confirmed()
  @Put()
  @ApiOperation({
    summary: 'Update your user account',
    description: 'A new e-mail address may have to be confirmed by the link in a mail.',
  })
  @ApiOkResponse({ type: OwnAccountDto })
  update(
    @Body() body: UpdateOwnAccountDto,
    @CurrentCaller() caller: Caller,
  ): Promise<OwnAccountDto> {
    return this.account.update(body, caller);
  }

  @Confirmed()
  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete your user account',
    description:
      'Deletes also what belongs to you: apps, accounts and tokens. An administrator can bring you back for 30 days, unless `forGood` is sent.',
  })
  @ApiNoContentResponse()
  remove(@Query() how: RemoveOwnAccountDto, @CurrentCaller() caller: Caller): Promise<void> {
    return this.account.remove(how, caller);
  }

  @OwnLogin()
  @Put('change_password')
  @Operation('consumer.account.change_password')
  @ApiOperation({
    summary: 'Change your password',
    description: 'Revokes all your tokens and sessions except for this session.',
  })
  @ApiOkResponse({ type: MessageDto })
  async changePassword(
    @Body() body: ChangePasswordDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown },
  ): Promise<MessageDto> {
    const { message, cookie } = await this.passwords.change(body, caller);
    if (cookie !== undefined) reply.header('set-cookie', cookie);
    return message;
  }
}
