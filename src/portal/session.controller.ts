import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../operations/decorators.js';
import { SignInDto } from '../users/login/sign-in.dto.js';
import { SignedInDto } from './session.dto.js';
import { type Browser, type BrowserReply, SignInService } from './sign-in.service.js';

/** Signing in to the portal and out of it. */
@ApiTags('Portal')
@Public()
@Controller('portal/session')
export class SessionController {
  constructor(private readonly signIns: SignInService) {}

  @ApiOperation({
    summary: 'Sign in to the portal',
    description: 'Sets the session cookie. With a second factor, `otp` is needed too.',
  })
  @ApiCreatedResponse({ type: SignedInDto })
  @Post()
  create(
    @Body() body: SignInDto,
    @Req() request: Browser,
    @Res({ passthrough: true }) reply: BrowserReply,
  ): Promise<SignedInDto> {
    return this.signIns.signIn(body, request, reply);
  }

  @ApiOperation({
    summary: 'Sign out of the portal',
    description: 'Ends the session and clears its cookie.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete()
  remove(@Req() request: Browser, @Res({ passthrough: true }) reply: BrowserReply): Promise<void> {
    return this.signIns.signOut(request, reply);
  }
}
