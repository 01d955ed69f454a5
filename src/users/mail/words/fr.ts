import type { MailWords } from './mail-words.js';

/** Our mails in French. */
export const fr: MailWords = {
  hello: 'Bonjour,',
  activation: {
    subject: 'Activez votre compte',
    before: ['ouvrez ce lien dans l’heure pour activer votre compte :'],
    after: ['Si vous ne vous êtes pas inscrit, ignorez ce message.'],
  },
  invitation: {
    subject: 'Un compte a été créé pour vous',
    before: [
      'un administrateur de ce serveur a créé un compte pour vous. Ouvrez ce lien dans les sept jours pour choisir votre mot de passe :',
    ],
    after: [
      'Si le lien est trop vieux, demandez-en un autre par « Mot de passe oublié ? » sur la page de connexion.',
      'Si vous ne l’attendez pas, ignorez ce message.',
    ],
  },
  passwordReset: {
    subject: 'Choisissez un nouveau mot de passe',
    before: ['ouvrez ce lien dans l’heure pour choisir un nouveau mot de passe :'],
    after: [
      'Si vous ne l’avez pas demandé, ignorez ce message ; votre mot de passe reste le même.',
    ],
  },
  emailChange: {
    subject: 'Confirmez votre nouvelle adresse e-mail',
    before: ['ouvrez ce lien dans l’heure pour confirmer que cette adresse est la vôtre :'],
    after: ['Si vous ne l’avez pas demandé, ignorez ce message.'],
  },
  alreadyRegistered: {
    subject: 'Vous avez déjà un compte',
    before: [
      'quelqu’un a voulu utiliser cette adresse e-mail pour un compte, mais vous en avez déjà un.',
      'Si c’était vous et que vous avez oublié votre mot de passe, vous pouvez en choisir un autre ici :',
    ],
    after: ['Si ce n’était pas vous, il n’y a rien à faire.'],
  },
  when: (time) => `C’était le ${time} UTC, sur ce serveur :`,
  ifYou: 'Si c’était vous, il n’y a rien à faire.',
  notices: {
    email_changed: {
      subject: 'Votre adresse e-mail a changé',
      what: 'l’adresse e-mail de votre compte a été changée. L’ancienne adresse et la nouvelle reçoivent toutes deux ce message.',
      ifNotYou:
        'Si ce n’était pas vous, avertissez tout de suite un administrateur de ce serveur : l’ancienne adresse n’ouvre plus le compte.',
    },
    password_changed: {
      subject: 'Votre mot de passe a changé',
      what: 'le mot de passe de votre compte a été changé. Les sessions et les jetons d’avant ont pris fin.',
      ifNotYou:
        'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe par « Mot de passe oublié ? » sur la page de connexion, et avertissez un administrateur de ce serveur.',
    },
    second_factor_set: {
      subject: 'Un second facteur est en place',
      what: 'un second facteur a été mis en place pour votre compte. Un code est désormais demandé à la connexion.',
      ifNotYou: 'Si ce n’était pas vous, avertissez tout de suite un administrateur de ce serveur.',
    },
    second_factor_removed: {
      subject: 'Votre second facteur est retiré',
      what: 'le second facteur de votre compte a été retiré. Le mot de passe seul l’ouvre désormais.',
      ifNotYou:
        'Si ce n’était pas vous, changez tout de suite votre mot de passe et remettez un second facteur en place.',
    },
    second_factor_removed_by_administrator: {
      subject: 'Votre second facteur est retiré',
      what: 'un administrateur a retiré le second facteur de votre compte. Le mot de passe seul l’ouvre désormais.',
      ifYou:
        'Si vous l’avez demandé, remettez un second facteur en place sur la page « Mon compte ».',
      ifNotYou:
        'Si vous ne l’avez pas demandé, changez tout de suite votre mot de passe et avertissez un administrateur de ce serveur.',
    },
    recovery_codes_made: {
      subject: 'Nouveaux codes de secours',
      what: 'de nouveaux codes de secours ont été créés pour votre second facteur. Les anciens ne valent plus rien.',
      ifNotYou:
        'Si ce n’était pas vous, changez tout de suite votre mot de passe et créez vous-même de nouveaux codes de secours.',
    },
    personal_token_made: {
      subject: 'Un jeton personnel a été créé',
      what: 'un jeton d’accès personnel a été créé pour votre compte. Qui l’a agit en votre nom, dans la limite de ses scopes.',
      ifNotYou:
        'Si ce n’était pas vous, mettez-y fin sur la page « Jetons d’accès personnels », et changez votre mot de passe.',
    },
    app_approved: {
      subject: 'Votre application a été approuvée',
      what: 'un administrateur a approuvé une de vos applications. Elle reçoit des jetons à partir de maintenant.',
      ifYou: 'La page de l’application montre ce que l’administrateur a écrit.',
      ifNotYou: 'Si vous n’avez pas créé d’application, prévenez un administrateur de ce serveur.',
    },
    app_refused: {
      subject: 'Votre application a été refusée',
      what: 'un administrateur a refusé une de vos applications. Elle ne reçoit pas de jetons.',
      ifYou: 'La page de l’application montre ce que l’administrateur a écrit.',
      ifNotYou: 'Si vous n’avez pas créé d’application, prévenez un administrateur de ce serveur.',
    },
    tokens_ended: {
      subject: 'Des jetons ont pris fin par sécurité',
      what: 'un jeton ou un code déjà utilisé a servi une seconde fois. Quelqu’un en a peut-être une copie : tous les jetons de cette connexion ou de cette application ont pris fin.',
      ifNotYou:
        'Un programme qui a perdu une réponse peut aussi en être la cause. Connectez-vous à nouveau, ou autorisez à nouveau l’application ; si cela se répète, changez votre mot de passe ou le secret de l’application.',
    },
    new_place: {
      subject: 'Une connexion depuis un nouvel endroit',
      what: 'quelqu’un s’est connecté à votre compte depuis un endroit ou avec un appareil qui n’a pas servi récemment.',
      ifNotYou:
        'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe par « Mot de passe oublié ? » sur la page de connexion : cela met fin à toutes les sessions.',
    },
  },
  test: {
    subject: 'L’e-mail fonctionne',
    what: 'voici l’e-mail d’essai que vous avez demandé sur la page « Apparence ». C’est à cela que ressemblent les e-mails à vos utilisateurs.',
  },
};
