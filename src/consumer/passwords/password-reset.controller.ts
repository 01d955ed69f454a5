import { Body, Controller, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../operations/decorators.js';
import { MessageDto } from '../message.dto.js';
import { AddressDto } from '../sign-up/sign-up.dto.js';
import { SetPasswordDto } from './passwords.dto.js';
import { PasswordsService } from './passwords.service.js';

/** A forgotten password. */
@Public()
@ApiTags('Developer')
@Controller('consumer/password_reset')
export class PasswordResetController {
  constructor(private readonly passwords: PasswordsService) {}

  @ApiOperation({
    summary: 'Send a password reset mail',
    description: 'The answer is the same whether the address is known or not.',
  })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post()
  create(@Body() body: AddressDto): Promise<MessageDto> {
    return this.passwords.requestReset(body.email);
  }

  @ApiOperation({
    summary: 'Set a new password',
    description:
      'Takes the token from the link of the mail. Revokes all tokens and sessions of the user.',
  })
  @ApiOkResponse({ type: MessageDto })
  @Put()
  update(@Body() body: SetPasswordDto, @Ip() ip: string): Promise<MessageDto> {
    return this.passwords.reset(body, ip);
  }
}
