import { Injectable } from '@nestjs/common';
import type { Language } from '../../common/language.js';
import { Config } from '../../config/config.js';
import { type Mail, senderAddress } from '../../mail/message.js';
import { AppearanceService } from '../../settings/appearance/appearance.service.js';
import { type Letter, writeHtml } from './mail-html.js';
import { en } from './words/en.js';
import { fr } from './words/fr.js';
import { LINK_MAILS, type LinkMail, type MailWords, type NoticeKind } from './words/mail-words.js';

const WORDS: Record<Language, MailWords> = { en, fr };

/** What stands in a mail, whoever gets it. */
export type Written = Omit<Mail, 'to'>;

/** Writes the mails in both languages, with the provider's face; it sends none. */
@Injectable()
export class Letters {
  constructor(
    private readonly config: Config,
    private readonly appearance: AppearanceService,
  ) {}

  /** A mail around one link. @param path of the link */
  withLink(language: Language, mail: LinkMail, path: string): Written {
    const { hello, ...words } = WORDS[language];
    const { subject, before, after } = words[mail];
    const link = `${this.config.publicUrl}/${path}`;
    return this.write({ language, subject, paragraphs: [hello, ...before, link, ...after], link });
  }

  /** What happened to an account. @param at when, in milliseconds */
  ofNotice(language: Language, kind: NoticeKind, at: number): Written {
    const { hello, when, ifYou, notices } = WORDS[language];
    const { subject, what, ifYou: ifAsked = ifYou, ifNotYou } = notices[kind];
    const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC',
    }).format(at);
    const paragraphs = [hello, what, when(time), this.config.publicUrl, ifAsked, ifNotYou];
    return this.write({ language, subject, paragraphs });
  }

  /** A mail that says that mail works. */
  ofTest(language: Language): Written {
    const { hello, test } = WORDS[language];
    return this.write({ language, subject: test.subject, paragraphs: [hello, test.what] });
  }

  /** Every mail of a language, with links that lead nowhere. */
  all(language: Language, at: number) {
    const links = LINK_MAILS.map((name) => ({ name, ...this.withLink(language, name, 'example') }));
    const kinds = Object.keys(WORDS[language].notices) as NoticeKind[];
    const notices = kinds.map((name) => ({ name, ...this.ofNotice(language, name, at) }));
    const mails = [...links, ...notices].map(({ name, subject, text, html }) => ({
      name,
      subject,
      text,
      html,
    }));
    const address = senderAddress(this.config.publicUrl);
    return { sender: `${this.appearance.mailSender} <${address}>`, mails };
  }

  private write(letter: Letter): Written {
    const { provider, mailSender } = this.appearance;
    const html = writeHtml(letter, { provider, publicUrl: this.config.publicUrl });
    const text = `${letter.paragraphs.join('\n\n')}\n`;
    return { sender: mailSender, subject: letter.subject, text, html };
  }
}
