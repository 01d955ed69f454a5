import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, PerAccount, Scopes } from '../../operations/decorators.js';
import { RouteFacts } from '../../operations/route-facts.js';
import { UserinfoDto, Whoami } from './userinfo.dto.js';
import { UserinfoService } from './userinfo.service.js';

/** The userinfo endpoint (OpenID Connect Core §5.3), and what it is for those who do not speak OpenID. */
@ApiTags('OAuth')
@Controller('authorization')
export class UserinfoController {
  constructor(private readonly userinfos: UserinfoService) {}

  @Scopes('openid')
  @RouteFacts({ protocol: true, crossOrigin: true })
  @ApiOperation({
    summary: 'Get claims about the user',
    description:
      'The userinfo endpoint (OpenID Connect Core §5.3). The scopes `profile` and `email` decide which claims are in the answer.',
  })
  @ApiOkResponse({ type: UserinfoDto })
  @PerAccount()
  @Get('userinfo')
  userinfo(@CurrentCaller() caller: Caller): Promise<UserinfoDto> {
    return this.userinfos.userinfo(caller);
  }

  /** Nothing is read from the form. */
  @Scopes('openid')
  @RouteFacts({ protocol: true, crossOrigin: true, forms: true })
  @ApiOperation({
    summary: 'Get claims about the user by POST',
    description:
      'Answers as the same path does by GET (OpenID Connect Core §5.3.1). Nothing is read from the body.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: UserinfoDto })
  @HttpCode(200)
  @PerAccount()
  @Post('userinfo')
  userinfoByPost(@CurrentCaller() caller: Caller): Promise<UserinfoDto> {
    return this.userinfos.userinfo(caller);
  }

  @RouteFacts({ protocol: true, crossOrigin: true })
  @ApiOperation({
    summary: 'Get the caller',
    description: 'The user or the app that the token stands for, with the scopes that it has here.',
  })
  @ApiOkResponse({ type: Whoami })
  @PerAccount()
  @Get('whoami')
  whoami(@CurrentCaller() caller: Caller): Promise<Whoami> {
    return this.userinfos.whoami(caller);
  }
}
