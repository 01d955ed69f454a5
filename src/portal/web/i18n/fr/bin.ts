import type { Words } from '../en';
import type { bin as english } from '../en/bin';

export const bin: Words<typeof english> = {
  bin: {
    accounts_one: '{{count}} compte client, sans ses membres',
    accounts_other: '{{count}} comptes clients, sans leurs membres',
    any: 'Utilisateurs et applications',
    app: 'Application',
    appComes: 'L’application avec son identifiant client, ses réglages et son propriétaire.',
    appStays:
      'Secrets, clés d’API, jetons et connexions restent terminés : créez un nouveau secret et donnez-le au programme.',
    apps_one: '{{count}} application avec son identifiant client et ses réglages',
    apps_other: '{{count}} applications avec leurs identifiants clients et leurs réglages',
    bringBack: 'Rétablir',
    bringBackTitle: 'Rétablir « {{name}} » ?',
    broughtBack: '« {{name}} » est rétabli.',
    comes: 'Ce qui revient',
    hint: 'Utilisateurs et applications supprimés depuis 30 jours. Ils n’ouvrent rien et ne sont dans aucune autre liste.',
    kind: 'Genre',
    kinds: { app: 'Applications', user: 'Utilisateurs' },
    lostScopes: 'Des scopes qui n’existent plus : {{names}}.',
    name: 'Nom',
    nobody: 'Personne : elle s’est inscrite elle-même',
    none: 'La corbeille est vide',
    noneHint: 'Ce qui est supprimé reste ici pendant 30 jours et peut être rétabli.',
    obstacle: 'Ce ne peut être rétabli maintenant',
    own: 'Applications supprimées',
    ownHint: 'Vos applications supprimées depuis 30 jours.',
    owner: 'Propriétaire',
    remaining: 'Celles-ci restent dans la corbeille, car il leur manque quelque chose : {{names}}.',
    remove: 'Supprimer définitivement',
    removed: 'Supprimé',
    removedBy: 'par',
    removedForGood: '« {{name}} » est supprimé définitivement.',
    removeAppConsequence:
      'Plus personne ne pourra rétablir cette application. Son identifiant client ne sera jamais redonné.',
    removeTitle: 'Supprimer « {{name}} » définitivement ?',
    removeUserConsequence:
      'Plus personne ne pourra rétablir cet utilisateur, ni les applications et les comptes supprimés avec lui. Le nom et l’adresse sont de nouveau libres.',
    role: 'Son rôle n’existe plus : il reçoit le rôle par défaut.',
    search: 'Chercher dans la corbeille',
    stays: 'Ce qui ne revient pas',
    title: 'Corbeille',
    until: 'Disparaît',
    user: 'Utilisateur',
    userComes: 'L’utilisateur avec son rôle, son mot de passe et son second facteur.',
    userStays:
      'Sessions, jetons, secrets, clés d’API, autorisations, appartenances et ce qui était dans l’API d’exemple restent terminés.',
  },
};
