import type { MailWords } from './mail-words.js';

/** Our mails in English. */
export const en: MailWords = {
  hello: 'Hello,',
  activation: {
    subject: 'Activate your account',
    before: ['please open this link within one hour to activate your account:'],
    after: ['If you did not register, please ignore this mail.'],
  },
  invitation: {
    subject: 'An account was created for you',
    before: [
      'an administrator of this server created an account for you. Please open this link within seven days to choose your password:',
    ],
    after: [
      'If the link is too old, ask for a new one by "Forgot your password?" on the sign-in page.',
      'If you do not expect it, please ignore this mail.',
    ],
  },
  passwordReset: {
    subject: 'Set a new password',
    before: ['please open this link within one hour to set a new password:'],
    after: ['If you did not ask for it, please ignore this mail; your password stays as it is.'],
  },
  emailChange: {
    subject: 'Confirm your new e-mail address',
    before: ['please open this link within one hour to confirm that this address is yours:'],
    after: ['If you did not ask for it, please ignore this mail.'],
  },
  alreadyRegistered: {
    subject: 'You have an account already',
    before: [
      'somebody tried to use this e-mail address for an account, but you have one already.',
      'If it was you and you forgot your password, you can set a new one here:',
    ],
    after: ['If it was not you, there is nothing to do.'],
  },
  when: (time) => `It happened on ${time} UTC, at this server:`,
  ifYou: 'If it was you, there is nothing to do.',
  notices: {
    email_changed: {
      subject: 'Your e-mail address was changed',
      what: 'the e-mail address of your account was changed. Both addresses, the old one and the new one, get this mail.',
      ifNotYou:
        'If it was not you, tell an administrator of this server at once: the old address no longer opens the account.',
    },
    password_changed: {
      subject: 'Your password was changed',
      what: 'the password of your account was changed. All sessions and tokens of before have ended.',
      ifNotYou:
        'If it was not you, set a new password at once by "Forgot your password?" on the sign-in page, and tell an administrator of this server.',
    },
    second_factor_set: {
      subject: 'A second factor was set',
      what: 'a second factor was set for your account. From now on a code is asked for at sign-in.',
      ifNotYou: 'If it was not you, tell an administrator of this server at once.',
    },
    second_factor_removed: {
      subject: 'Your second factor was removed',
      what: 'the second factor of your account was removed. The password alone opens it now.',
      ifNotYou: 'If it was not you, change your password at once, and set a second factor again.',
    },
    second_factor_removed_by_administrator: {
      subject: 'Your second factor was removed',
      what: 'an administrator removed the second factor of your account. The password alone opens it now.',
      ifYou: 'If you asked for it, please set a second factor again on the page "My account".',
      ifNotYou:
        'If you did not ask for it, change your password at once, and tell an administrator of this server.',
    },
    recovery_codes_made: {
      subject: 'New recovery codes were made',
      what: 'new recovery codes for your second factor were made. The old ones are void.',
      ifNotYou:
        'If it was not you, change your password at once, and make new recovery codes yourself.',
    },
    personal_token_made: {
      subject: 'A personal access token was made',
      what: 'a personal access token was made for your account. Whoever has it acts as you, within its scopes.',
      ifNotYou:
        'If it was not you, end it on the page "Personal access tokens", and change your password.',
    },
    app_approved: {
      subject: 'Your app was approved',
      what: 'an administrator approved an app of yours. It gets tokens from now on.',
      ifYou: 'The page of the app shows what the administrator wrote.',
      ifNotYou: 'If you made no app, tell an administrator of this server.',
    },
    app_refused: {
      subject: 'Your app was refused',
      what: 'an administrator refused an app of yours. It gets no tokens.',
      ifYou: 'The page of the app shows what the administrator wrote.',
      ifNotYou: 'If you made no app, tell an administrator of this server.',
    },
    tokens_ended: {
      subject: 'Tokens were ended for your safety',
      what: 'a token or code that had been used already was used again. Somebody may have a copy, so all tokens of that login or app were ended.',
      ifNotYou:
        'A program that lost an answer can be the cause, too. Sign in again, or let the app in again; if it comes back, change your password or the secret of the app.',
    },
    new_place: {
      subject: 'A sign-in from a new place',
      what: 'somebody signed in to your account from a place or with a device that it has not been used from lately.',
      ifNotYou:
        'If it was not you, set a new password at once by "Forgot your password?" on the sign-in page: it ends every session.',
    },
  },
  test: {
    subject: 'Mail works',
    what: 'this is the test mail that you asked for on the page "Appearance". This is what mails to your users look like.',
  },
};
