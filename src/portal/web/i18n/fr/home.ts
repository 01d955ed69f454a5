import type { Words } from '../en';
import type { home as english } from '../en/home';

export const home: Words<typeof english> = {
  home: {
    allApps: 'Toutes mes applications',
    last: 'Ce qui s’est passé récemment',
    lastUsed: 'Dernier usage :',
    lastHint: 'Les jetons que vos applications ont reçus, et les refus avec leur raison.',
    title: 'Bienvenue, {{name}}',
  },
  firstRun: {
    api: 'Importer votre première API',
    apiHint: 'Son document OpenAPI suffit : chaque opération devient un scope.',
    developer: 'Regarder comme un développeur',
    developerHint:
      'Créez un utilisateur avec le rôle par défaut, et connectez-vous en son nom dans une fenêtre privée.',
    dismiss: 'Ne plus afficher',
    done: 'Fait',
    hint: 'Ce qu’il faut à une nouvelle installation. Chaque coche dit ce qui est, sans qu’on clique.',
    mail: 'Configurer le courrier',
    mailHint:
      'Avec SMTP_URL dans l’environnement ; d’ici là les e-mails sont des fichiers du dossier « outbox ».',
    name: 'Lui donner votre nom et votre apparence',
    nameHint: 'Nom, logo et couleurs du portail, de ses pages et de ses e-mails.',
    open: 'À faire',
    role: 'Dire ce que peuvent les développeurs',
    roleHint:
      'Le rôle par défaut a ce qui vient avec Gatehouse. Donnez-lui des scopes à vous, ou choisissez un autre rôle par défaut.',
    scope: 'Créer votre premier scope',
    scopeHint:
      'Pour un serveur à vous qui vérifie des jetons ; importer une API crée aussi ses scopes.',
    title: 'Premiers pas',
  },
  decision: {
    approve: 'Approuver l’application',
    approveTitle: 'Approuver « {{name}} » ?',
    isApproved: 'L’application est approuvée.',
    from: 'Un administrateur a écrit :',
    message: 'Message au propriétaire',
    messageHint:
      'Le propriétaire le voit sur la page de l’application, et un e-mail lui dit la décision.',
    refuse: 'Refuser l’application',
    refused: 'L’application est refusée.',
    refuseConsequence:
      'Elle reste désactivée, et son propriétaire ne peut pas l’activer. Vous pourrez l’approuver plus tard.',
    refuseTitle: 'Refuser « {{name}} » ?',
  },
  waiting: { count: 'en attente' },
};
