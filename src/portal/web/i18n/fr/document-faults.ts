/** Ce que le serveur dit des fautes d’un document, `{}` pour ce que dit le document, et le français. */
export const FRENCH_FAULTS: Record<string, string> = {
  'This is no JSON: {}': 'Ce n’est pas du JSON : {}',
  'This is no YAML: {}': 'Ce n’est pas du YAML : {}',
  'An OpenAPI document is an object.': 'Un document OpenAPI est un objet.',
  'This is Swagger 2.0. Convert it to OpenAPI 3 first: `npx swagger2openapi old.json -o new.json`, or “Convert to OpenAPI 3” in editor.swagger.io.':
    'C’est du Swagger 2.0. Convertissez-le d’abord en OpenAPI 3 : `npx swagger2openapi ancien.json -o nouveau.json`, ou « Convert to OpenAPI 3 » dans editor.swagger.io.',
  'The document says `openapi: 3.0.x` or `3.1.x`; others are not read.':
    'Le document doit dire `openapi: 3.0.x` ou `3.1.x` ; les autres versions ne sont pas lues.',
  'The document has no paths.': 'Le document n’a pas de chemins (paths).',
  'A document has at most {} values.': 'Un document a au plus {} valeurs.',
  'A document is nested at most {} deep.': 'Un document a au plus {} niveaux d’imbrication.',
  'Its aliases stand for more than a document may hold.':
    'Ses alias représentent plus que ce qu’un document peut contenir.',
  'This is nested too deeply.': 'L’imbrication est trop profonde.',
  'This part holds itself.': 'Cette partie se contient elle-même.',
  'Nothing is fetched: put what {} means into the document.':
    'Rien n’est téléchargé : mettez dans le document ce que désigne {}.',
  'A document has at most {} operations.': 'Un document a au plus {} opérations.',
  'An operation is an object.': 'Une opération est un objet.',
  'This refers to nothing in the document, or to itself.':
    'Cette référence ne mène à rien dans le document, ou mène à elle-même.',
  'A path that refers to another one has no operations of its own.':
    'Un chemin qui renvoie à un autre n’a pas d’opérations à lui.',
  'Its operationId is no text.': 'Son operationId n’est pas un texte.',
  'Its operationId is longer than {} characters.': 'Son operationId a plus de {} caractères.',
  'Its name would be longer than {} characters: {}… Give it a shorter operationId.':
    'Son nom aurait plus de {} caractères : {}… Donnez-lui un operationId plus court.',
  'Its name has nothing between two dots: {}. Give it an operationId without such a place.':
    'Son nom n’a rien entre deux points : {}. Donnez-lui un operationId sans cet endroit vide.',
  'Its path is longer than {} characters.': 'Son chemin a plus de {} caractères.',
  'A path begins with a slash.': 'Un chemin commence par une barre oblique.',
  'A path has at most {} segments.': 'Un chemin a au plus {} segments.',
  'A path has no empty segment.': 'Un chemin n’a pas de segment vide.',
  'A path ends before ? and #. Write it once without: {}.':
    'Un chemin s’arrête avant ? et #. Écrivez-le une seule fois sans eux : {}.',
  'The segment {} is only in part a parameter, and programs differ in where it ends. Write one whole parameter in its place: {}.':
    'Le segment {} n’est un paramètre qu’en partie, et les programmes ne s’accordent pas sur sa fin. Écrivez à sa place un paramètre entier : {}.',
  'The segment {} is neither a word of unescaped ASCII nor one whole {parameter}.':
    'Le segment {} n’est ni un mot en ASCII sans échappement, ni un {parameter} entier.',
  'x-gatehouse-allow takes %2F and ; alone, not {}.':
    'x-gatehouse-allow accepte seulement %2F et ;, pas {}.',
  'No request can tell it from {}. Leave one of the two out of the document.':
    'Aucune requête ne la distingue de {}. Retirez l’une des deux du document.',
  'One path can fit this and {}, and neither is the closer one. Leave one of the two out of the document: it stays closed.':
    'Un même chemin peut correspondre à celui-ci et à {}, et aucun n’est plus précis que l’autre. Retirez l’un des deux du document : il reste fermé.',
  'Too many paths differ in parameters alone.':
    'Trop de chemins ne diffèrent que par leurs paramètres.',
  'Its parameters may not hold {}: {} lies below.':
    'Ses paramètres ne peuvent pas contenir {} : {} se trouve en dessous.',
  'Another operation is called {}. Give one of the two another operationId.':
    'Une autre opération s’appelle {}. Donnez à l’une des deux un autre operationId.',
  'It has had too many names. Delete some former scopes.':
    'Elle a eu trop de noms. Supprimez d’anciens scopes.',
  'This name still opens {}, which was called so. Drop that scope first.':
    'Ce nom ouvre encore {}, qui s’appelait ainsi. Supprimez d’abord ce scope.',
  'The scope {} of {} would open it too. Give one of the two another operationId.':
    'Le scope {} de {} l’ouvrirait aussi. Donnez à l’une des deux un autre operationId.',
  'Somebody made a scope of this name by hand.': 'Quelqu’un a créé à la main un scope de ce nom.',
};
