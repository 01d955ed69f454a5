import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedLanguage, type Language } from '../../common/language.js';
import { Public } from '../../operations/decorators.js';
import { ActivationService } from './activation.service.js';
import { MessageDto } from '../message.dto.js';
import { ActivateDto, AddressDto, RegisterDto } from './sign-up.dto.js';
import { SignUpService } from './sign-up.service.js';

/** How people come in. */
@ApiTags('Consumer')
@Controller('consumer')
export class SignUpController {
  constructor(
    private readonly registration: SignUpService,
    private readonly activation: ActivationService,
  ) {}

  @Public()
  @ApiOperation({ summary: 'Register' })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('register')
  register(
    @Body() body: RegisterDto,
    @Ip() ip: string,
    @AskedLanguage() language?: Language,
  ): Promise<MessageDto> {
    return this.registration.register(body, { ip, language });
  }

  @Public()
  @ApiOperation({ summary: 'Use the link of a mail: activate an account, or confirm an address' })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('activate')
  activate(@Body() body: ActivateDto, @Ip() ip: string): Promise<MessageDto> {
    return this.activation.activate(body.token, ip);
  }

  @Public()
  @ApiOperation({ summary: 'Mail the activation link again' })
  @ApiOkResponse({ type: MessageDto })
  @HttpCode(200)
  @Post('activate/resend')
  resend(@Body() body: AddressDto): Promise<MessageDto> {
    return this.registration.resend(body.email);
  }
}
