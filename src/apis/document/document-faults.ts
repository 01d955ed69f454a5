/** What is wrong with a document, and where, in words for whoever wrote it. */
export interface DocumentFault {
  where: string;
  message: string;
}

/** Every sentence about a fault, with what to do; `{}` stands for what the document says. The portal translates them. */
export const FAULTS = {
  noJson: 'This is no JSON: {}',
  noYaml: 'This is no YAML: {}',
  noObject: 'An OpenAPI document is an object.',
  swagger:
    'This is Swagger 2.0. Convert it to OpenAPI 3 first: `npx swagger2openapi old.json -o new.json`, or “Convert to OpenAPI 3” in editor.swagger.io.',
  version: 'The document says `openapi: 3.0.x` or `3.1.x`; others are not read.',
  noPaths: 'The document has no paths.',
  tooManyParts: 'A document has at most {} values.',
  tooDeep: 'A document is nested at most {} deep.',
  tooManyAliases: 'Its aliases stand for more than a document may hold.',
  nested: 'This is nested too deeply.',
  holdsItself: 'This part holds itself.',
  foreign: 'Nothing is fetched: put what {} means into the document.',
  tooManyOperations: 'A document has at most {} operations.',
  operationIsObject: 'An operation is an object.',
  leadsNowhere: 'This refers to nothing in the document, or to itself.',
  refersAndHasOwn: 'A path that refers to another one has no operations of its own.',
  idIsNoText: 'Its operationId is no text.',
  idTooLong: 'Its operationId is longer than {} characters.',
  nameTooLong: 'Its name would be longer than {} characters: {}… Give it a shorter operationId.',
  emptyWord:
    'Its name has nothing between two dots: {}. Give it an operationId without such a place.',
  pathTooLong: 'Its path is longer than {} characters.',
  noSlash: 'A path begins with a slash.',
  tooManySegments: 'A path has at most {} segments.',
  emptySegment: 'A path has no empty segment.',
  noQuery: 'A path ends before ? and #. Write it once without: {}.',
  partParameter:
    'The segment {} is only in part a parameter, and programs differ in where it ends. Write one whole parameter in its place: {}.',
  segment: 'The segment {} is neither a word of unescaped ASCII nor one whole {parameter}.',
  allow: 'x-gatehouse-allow takes %2F and ; alone, not {}.',
  samePlace: 'No request can tell it from {}. Leave one of the two out of the document.',
  overlap:
    'One path can fit this and {}, and neither is the closer one. Leave one of the two out of the document: it stays closed.',
  tooManyPairs: 'Too many paths differ in parameters alone.',
  below: 'Its parameters may not hold {}: {} lies below.',
  sameName: 'Another operation is called {}. Give one of the two another operationId.',
  tooManyNames: 'It has had too many names. Delete some former scopes.',
  formerName: 'This name still opens {}, which was called so. Drop that scope first.',
  opensToo: 'The scope {} of {} would open it too. Give one of the two another operationId.',
  madeByHand: 'Somebody made a scope of this name by hand.',
} as const;

/** A fault at a place of the document. */
export function faultAt(
  where: string,
  name: keyof typeof FAULTS,
  ...said: (string | number)[]
): DocumentFault {
  return { where, message: sentence(FAULTS[name], ...said) };
}

/** A sentence with what the document says in its places. */
export function sentence(text: string, ...said: (string | number)[]): string {
  let next = 0;
  return text.replaceAll('{}', () => String(said[next++]));
}
