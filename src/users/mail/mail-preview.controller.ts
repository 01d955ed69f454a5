import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import { Clock } from '../../common/clock.js';
import { notFound } from '../../common/problem.js';
import { Mailer } from '../../mail/mailer.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { UsersQuery } from '../users.query.js';
import { Letters } from './letters.js';
import { MailPreviewQuery, MailPreviewsDto, MailTestDto } from './mail-preview.dto.js';

const LONGEST_ERROR = 300;

/** Shows administrators the mails that users get, and sends one to themselves. */
@ApiTags('Administration')
@Controller('backend/mail')
export class MailPreviewController {
  constructor(
    private readonly letters: Letters,
    private readonly mailer: Mailer,
    private readonly throttle: ThrottleService,
    private readonly users: UsersQuery,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the mails',
    description:
      'Every mail that users can get, as it would be written now. Their links lead nowhere.',
  })
  @ApiOkResponse({ type: MailPreviewsDto })
  list(@Query() { language = 'en' }: MailPreviewQuery): MailPreviewsDto {
    return this.letters.all(language, this.clock.now());
  }

  @Post('test')
  @HttpCode(200)
  @ApiTooManyRequestsResponse({ description: 'Too many test mails within the hour.' })
  @ApiOperation({
    summary: 'Send a test mail to yourself',
    description: 'Waits for the mail server, and answers what it said.',
  })
  @ApiOkResponse({ type: MailTestDto })
  async test(@CurrentCaller() { userId }: Caller): Promise<MailTestDto> {
    const user = userId ? await this.users.row(userId) : undefined;
    if (!user) throw notFound('user');
    await this.throttle.consume(BUDGETS.mailTest, user.id);
    const { email: to } = user;
    const letter = this.letters.ofTest(user.language ?? 'en');
    try {
      const outcome = await this.mailer.trySending({ to, ...letter });
      return { outcome, to, error: null };
    } catch (error) {
      return {
        outcome: 'failed',
        to,
        error: String((error as Error).message).slice(0, LONGEST_ERROR),
      };
    }
  }
}
