import type { Words } from '../en';
import type { developerApis as english } from '../en/developer-apis';

export const developerApis: Words<typeof english> = {
  consumerApis: {
    about: 'À propos de cette API',
    address: 'Adresse',
    all: 'Toutes les opérations',
    allApis: 'Toutes les API',
    allFields_one: 'Afficher le champ',
    allFields_other: 'Afficher les {{count}} champs',
    api: 'API',
    app: 'Pour mon application',
    appMayNot: 'demande un scope que l’application n’a pas',
    asPasted: 'Copiez, collez, lancez : votre propre accès y est déjà. Rien à installer.',
    bound:
      'Les jetons de cette application sont liés à une paire de clés (DPoP) : chaque appel porte une preuve que seul un programme peut faire. Utilisez une bibliothèque cliente qui s’en charge.',
    byDefault: 'par défaut {{value}}',
    byKey: 'Clé d’API',
    byToken: 'Jeton',
    call: 'Appelez-la',
    characters: '{{range}} caractères',
    choose: 'Choisissez une opération pour voir ce qu’elle prend et répond, et comment l’appeler.',
    count_one: '{{count}} opération',
    count_other: '{{count}} opérations',
    deprecated: 'obsolète',
    document: 'Document OpenAPI',
    hint: 'Les API dont votre rôle ouvre quelque chose. Vos applications les appellent à leur propre adresse.',
    in: {
      cookie: 'cookie',
      header: 'en-tête',
      path: 'chemin',
      query: 'requête',
    },
    isPublic: 'Tout le monde peut l’appeler, sans jeton ni clé.',
    keyHeader: 'En-tête des clés d’API',
    lacks_one: '« {{name}} » a besoin du scope {{scopes}}.',
    lacks_other: '« {{name}} » a besoin des scopes {{scopes}}.',
    makeApp: 'Mes applications',
    mayCall: '« {{name}} » peut l’appeler.',
    mayCallLater: '« {{name}} » pourra l’appeler dès qu’elle sera active.',
    needs: 'Une application a besoin de {{scopes}} pour l’appeler.',
    noApp:
      'Mettez l’identifiant client et le secret de votre application, ou sa clé d’API, aux endroits indiqués.',
    noKey:
      'Nous ne connaissons plus votre clé d’API : mettez-la à la place de YOUR_API_KEY, ou créez-en une sur la page de l’application.',
    noToken:
      'Mettez à l’endroit indiqué un jeton d’accès que l’application a reçu en connectant quelqu’un.',
    none: 'Pas encore d’API pour vous',
    noneHint:
      'Votre rôle n’ouvre aucune opération d’une API. Si vous en attendiez une, demandez à un administrateur de ce serveur.',
    notHere:
      'L’opération {{name}} n’est pas ici : elle n’existe plus, ou votre rôle ne l’ouvre pas. Un administrateur peut vous le dire.',
    oneOf: 'L’un de ceux-ci :',
    operations: 'Opérations',
    readOnly: 'en lecture seule',
    search: 'Chercher une opération',
    searchApis: 'Chercher une API',
    title: 'API',
    toReference: 'Ce que Gatehouse offre lui-même est dans la référence de l’API.',
    toSettings: 'Modifier ses scopes',
  },
  refused: {
    advice: {
      account_restricted: 'N’envoyez pas de X-Account, ou envoyez le compte de l’accès.',
      insufficient_scope:
        'Donnez ce scope à l’application dans « Réglages ». Une clé d’API garde les scopes de sa création : créez-en une autre. Si les deux l’ont, votre rôle ne l’a plus.',
      invalid_token:
        'Créez-en une autre dans « Clés d’API », et mettez-la dans le programme qui a envoyé cet appel.',
      method_not_allowed: 'Vérifiez quelles méthodes l’API a pour ce chemin.',
      unknown_operation:
        'Comparez la méthode et le chemin avec les opérations de l’API ; les majuscules et une barre oblique à la fin comptent.',
    },
    call: 'Appel',
    code: {
      account_restricted: 'L’accès vaut pour un autre compte client.',
      authentication_required: 'L’appel ne portait ni jeton ni clé.',
      method_not_allowed: 'Ce chemin existe, mais pas avec cette méthode.',
      unknown_operation: 'L’API n’a pas d’opération à ce chemin.',
    },
    credential: 'Accès',
    hint: 'Les appels de cette application à une API qui ont été refusés avant de l’atteindre, comptés par heure. Les nouveaux apparaissent en dix secondes.',
    hintOfAll:
      'Les appels de toutes les applications à vos API qu’une porte a refusés, comptés par heure. Les nouveaux apparaissent en dix secondes.',
    kind: {
      access_token: 'Jeton d’accès',
      api_key: 'Clé d’API',
      none: 'Aucun',
      personal_token: 'Jeton personnel',
      unknown: 'Inconnu',
    },
    needsScope: 'L’appel demande le scope {{scope}}.',
    noPath: 'aucun chemin connu',
    none: 'Rien n’a été refusé',
    noneHint:
      'Quand un appel de cette application à une API est refusé, vous en trouvez ici la raison. Un appel sans jeton ni clé, ou avec ce que nous n’avons jamais émis, peut venir de n’importe qui : il n’est pas dans la liste.',
    noneHintOfAll: 'Quand une porte refuse un appel, vous en trouvez la raison ici.',
    observed: 'Encore accepté',
    observedHint:
      'Les refus de cette API sont à l’essai : l’appel l’a atteinte, et ne l’atteindra plus une fois l’essai terminé.',
    title: 'Appels refusés',
    why: 'Pourquoi',
  },
};
