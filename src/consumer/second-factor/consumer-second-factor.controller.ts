import { Body, Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { Confirmed, CurrentCaller, Operation } from '../../operations/decorators.js';
import {
  RecoveryCodesDto,
  SecondFactorCodeDto,
  SecondFactorDto,
} from './consumer-second-factor.dto.js';
import { ConsumerSecondFactorService } from './consumer-second-factor.service.js';

/** One's own second factor (TOTP, RFC 6238). */
@ApiTags('Developer')
@Controller('consumer/account/mfa')
@Confirmed()
export class ConsumerSecondFactorController {
  constructor(private readonly secondFactor: ConsumerSecondFactorService) {}

  @Post()
  @ApiOperation({
    summary: 'Create a second factor',
    description:
      'Answers the secret for an authenticator app (RFC 6238). It is asked for at sign-in once it is confirmed.',
  })
  @ApiCreatedResponse({ type: SecondFactorDto })
  create(@CurrentCaller() caller: Caller): Promise<SecondFactorDto> {
    return this.secondFactor.begin(caller);
  }

  @Put()
  @ApiOperation({
    summary: 'Confirm the second factor',
    description:
      'Takes a first code from the authenticator app. The recovery codes are in this answer only.',
  })
  @ApiOkResponse({ type: RecoveryCodesDto })
  update(
    @Body() body: SecondFactorCodeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<RecoveryCodesDto> {
    return this.secondFactor.confirm(body.code, caller);
  }

  @Post('recovery_codes')
  @Operation('consumer.account.mfa.recovery_codes')
  @ApiOperation({
    summary: 'Create new recovery codes',
    description: 'The old ones stop working. The codes are in this answer only.',
  })
  @ApiCreatedResponse({ type: RecoveryCodesDto })
  renewCodes(@CurrentCaller() caller: Caller): Promise<RecoveryCodesDto> {
    return this.secondFactor.renewCodes(caller);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete the second factor',
    description: 'From a session or a login that used it.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller): Promise<void> {
    return this.secondFactor.remove(caller);
  }
}
