import { Body, Controller, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedLanguage, type Language } from '../../common/language.js';
import { CurrentCaller, PerAccount, Public } from '../../operations/decorators.js';
import type { Caller } from '../../operations/caller.js';
import { SignInDto } from '../../users/login/sign-in.dto.js';
import { LoginTokensDto, RefreshLoginDto } from './consumer-login.dto.js';
import { ConsumerLoginService } from './consumer-login.service.js';

/** Logging in and out with tokens; browsers use the portal's session. */
@ApiTags('Developer')
@Controller('consumer')
export class ConsumerLoginController {
  constructor(private readonly logins: ConsumerLoginService) {}

  @Public()
  @ApiOperation({
    summary: 'Log in',
    description:
      'Answers an access token and a refresh token for a user name and a password. With a second factor, `otp` is needed too.',
  })
  @ApiOkResponse({ type: LoginTokensDto })
  @HttpCode(200)
  @Post('login')
  login(
    @Body() body: SignInDto,
    @Ip() ip: string,
    @AskedLanguage() language?: Language,
  ): Promise<LoginTokensDto> {
    return this.logins.logIn({ ...body, ip, language });
  }

  @Public()
  @ApiOperation({
    summary: 'Refresh the tokens of a login',
    description: 'Answers a new access token, and a new refresh token that replaces the old one.',
  })
  @ApiOkResponse({ type: LoginTokensDto })
  @Put('login')
  renew(@Body() body: RefreshLoginDto, @Ip() ip: string): Promise<LoginTokensDto> {
    return this.logins.renew(body.refresh_token, ip);
  }

  @ApiOperation({ summary: 'Log out', description: 'Revokes the tokens of this login.' })
  @ApiNoContentResponse()
  @HttpCode(204)
  @PerAccount()
  @Post('logout')
  logout(@CurrentCaller() caller: Caller): Promise<void> {
    return this.logins.logOut(caller);
  }
}
