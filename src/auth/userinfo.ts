import { Controller, Get, HttpCode, Injectable, Post } from '@nestjs/common';
import {
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { forbidden } from '../common/problem.js';
import { personClaims } from '../oauth/person-claims.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller, PerAccount, Scopes } from '../operations/decorators.js';
import { UsersService } from '../users/users.service.js';

/** Claims about the person, by the scopes of the token (OpenID Connect Core §5.1, §5.4). */
class UserinfoDto {
  @ApiProperty() sub: string;
  @ApiPropertyOptional({ description: 'With `profile`: the user name.' }) name?: string;
  @ApiPropertyOptional({ description: 'With `profile`.' }) preferred_username?: string;
  @ApiPropertyOptional({ type: 'integer', description: 'With `profile`: seconds since 1970.' })
  updated_at?: number;
  @ApiPropertyOptional({ description: 'With `email`.' }) email?: string;
  @ApiPropertyOptional({ description: 'With `email`: whether a mailed link proved the address.' })
  email_verified?: boolean;
}

/** Tells an app about the person it acts for. */
@Injectable()
export class UserinfoService {
  constructor(private readonly users: UsersService) {}

  /** @throws Problem 403 when the app acts for itself */
  async of({ userId, authority }: Caller): Promise<UserinfoDto> {
    const person = userId === undefined ? undefined : await this.users.person(userId);
    if (!person) throw forbidden('person_required', 'The token does not stand for a person.');
    return personClaims(person, authority) as unknown as UserinfoDto;
  }
}

/** The userinfo endpoint (OpenID Connect Core §5.3). */
@ApiTags('OAuth')
@Controller('authorization')
export class UserinfoController {
  constructor(private readonly userinfos: UserinfoService) {}

  @Scopes('openid')
  @ApiOperation({ summary: 'Tell about the person (OpenID Connect Core §5.3)' })
  @ApiOkResponse({ type: UserinfoDto })
  @PerAccount()
  @Get('userinfo')
  userinfo(@CurrentCaller() caller: Caller): Promise<UserinfoDto> {
    return this.userinfos.of(caller);
  }

  @Scopes('openid')
  @ApiOperation({ summary: 'The same by POST (OpenID Connect Core §5.3.1)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ type: UserinfoDto })
  @HttpCode(200)
  @PerAccount()
  @Post('userinfo')
  userinfoByPost(@CurrentCaller() caller: Caller): Promise<UserinfoDto> {
    return this.userinfos.of(caller);
  }
}
