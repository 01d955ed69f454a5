/** What users are told of after it happened to their account. */
export type NoticeKind =
  | 'email_changed'
  | 'password_changed'
  | 'second_factor_set'
  | 'second_factor_removed'
  | 'second_factor_removed_by_administrator'
  | 'recovery_codes_made'
  | 'personal_token_made'
  | 'tokens_ended'
  | 'new_place'
  | 'app_approved'
  | 'app_refused';

/** What has a link. */
export const LINK_MAILS = [
  'activation',
  'invitation',
  'passwordReset',
  'emailChange',
  'alreadyRegistered',
] as const;
export type LinkMail = (typeof LINK_MAILS)[number];

/** A mail around one link, which has a line of its own. */
export interface LinkWords {
  subject: string;
  before: string[];
  after: string[];
}

export interface NoticeWords {
  subject: string;
  /** Goes on after the greeting, in lower case. */
  what: string;
  /** In place of the common one. */
  ifYou?: string;
  ifNotYou: string;
}

/** Every word of our mails. */
export interface MailWords {
  hello: string;
  activation: LinkWords;
  invitation: LinkWords;
  passwordReset: LinkWords;
  emailChange: LinkWords;
  alreadyRegistered: LinkWords;
  /** Before the address of this server. */
  when: (time: string) => string;
  ifYou: string;
  notices: Record<NoticeKind, NoticeWords>;
  /** What an administrator sends to themself. */
  test: { subject: string; what: string };
}
