import { Module } from '@nestjs/common';
import { Mailer } from './mailer.js';

/** Mail: by SMTP, or into a folder. */
@Module({ providers: [Mailer], exports: [Mailer] })
export class MailModule {}
