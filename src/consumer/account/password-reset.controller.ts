import { Body, Controller, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../operations/decorators.js';
import { MessageDto } from '../message.dto.js';
import { PasswordResetService } from './password-reset.service.js';
import { AddressDto, NewPasswordDto } from '../sign-up/sign-up.dto.js';

/** A forgotten password. */
@Public()
@ApiTags('Consumer')
@Controller('consumer/password_reset')
export class PasswordResetController {
  constructor(private readonly reset: PasswordResetService) {}

  @ApiOperation({ summary: 'Have a link mailed to set a new password' })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post()
  create(@Body() body: AddressDto): Promise<MessageDto> {
    return this.reset.request(body.email);
  }

  @ApiOperation({ summary: 'Set a new password with the mailed link; ends all tokens' })
  @ApiOkResponse({ type: MessageDto })
  @Put()
  update(@Body() body: NewPasswordDto, @Ip() ip: string): Promise<MessageDto> {
    return this.reset.finish(body.token, body.newPassword, ip);
  }
}
