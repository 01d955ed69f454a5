import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AskedLanguage, type Language } from '../../common/language.js';
import { Public } from '../../operations/decorators.js';
import { MessageDto } from '../message.dto.js';
import { ActivateDto, AddressDto, RegisterDto } from './sign-up.dto.js';
import { SignUpService } from './sign-up.service.js';

/** Registering, and the links that prove an address. */
@ApiTags('Developer')
@Controller('consumer')
export class SignUpController {
  constructor(private readonly signUps: SignUpService) {}

  @Public()
  @ApiForbiddenResponse({ description: 'Nobody may register at the moment.' })
  @ApiConflictResponse({
    description: 'The user name or the e-mail address is taken; `code` tells which.',
  })
  @ApiOperation({
    summary: 'Register a user',
    description:
      'Where the settings want an activation, the answer does not tell whether the e-mail address is known.',
  })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('register')
  register(
    @Body() body: RegisterDto,
    @Ip() ip: string,
    @AskedLanguage() language?: Language,
  ): Promise<MessageDto> {
    return this.signUps.register(body, { ip, language });
  }

  @Public()
  @ApiConflictResponse({
    description: 'Somebody else took the e-mail address meanwhile (`email_taken`).',
  })
  @ApiOperation({
    summary: 'Activate an account',
    description:
      'Takes the token from the link of a mail. It also confirms a changed e-mail address.',
  })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('activate')
  activate(@Body() body: ActivateDto, @Ip() ip: string): Promise<MessageDto> {
    return this.signUps.activate(body.token, ip);
  }

  @Public()
  @ApiOperation({
    summary: 'Send your activation mail again',
    description: 'The answer is the same whether the address is known or not.',
  })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('activate/resend')
  resend(@Body() body: AddressDto): Promise<MessageDto> {
    return this.signUps.resend(body.email);
  }
}
