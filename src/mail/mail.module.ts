import { Module } from '@nestjs/common';
import { Mailer } from './mailer.js';
import { SmtpDelivery } from './smtp-delivery.js';

/** Wires mail: by SMTP, or into a folder. */
@Module({ providers: [Mailer, SmtpDelivery], exports: [Mailer] })
export class MailModule {}
