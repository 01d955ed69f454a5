import { buildPathTree } from '../path-tree.js';
import { isMembers, type Members, type OpenApiDocument, shown } from './read-document.js';
import { resolved } from './references.js';
import { type DocumentFault, faultAt, FAULTS, sentence } from './document-faults.js';

/** An operation as the document has it. */
export interface ReadOperation {
  /** `payments.charges.create`. */
  name: string;
  operationId: string | null;
  /** In capitals. */
  method: string;
  /** The whole template that the gate sees, with the base path. */
  path: string;
  summary: string;
  /** `x-gatehouse-allow`. */
  allow: string[];
  /** Whether the document would have it open; that opens nothing. */
  proposedPublic: boolean;
  /** `x-gatehouse-echo`: it answers the headers it got. */
  echo: boolean;
}

/** Where the operations are put. */
export interface Target {
  /** The API's name, with which the names of its operations begin. */
  name: string;
  /** `/` for none. */
  basePath: string;
}

/** Of one document: more are not read. */
export const MOST_OPERATIONS = 5_000;
const LONGEST = { name: 128, operationId: 255, path: 2_000, summary: 500 };
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const MOST_FAULTS = 100;

/** The operations of a document with the names that they get, and what is wrong with each. */
export function operationsOf(
  document: OpenApiDocument,
  target: Target,
): { operations: ReadOperation[]; faults: DocumentFault[] } {
  const operations: ReadOperation[] = [];
  const faults: DocumentFault[] = [];
  for (const [template, part] of Object.entries(document.paths)) {
    if (template.startsWith('x-')) continue;
    const item = resolved(document, part);
    const fault = itemFault(part, item);
    if (fault) faults.push(faultAt(shown(template), fault));
    for (const method of METHODS.filter((each) => item?.[each] !== undefined)) {
      if (operations.length >= MOST_OPERATIONS)
        return { operations, faults: [...faults, tooMany()].slice(-MOST_FAULTS) };
      const described = item?.[method];
      const where = shown(`${method.toUpperCase()} ${template}`);
      if (!isMembers(described)) {
        faults.push(faultAt(where, 'operationIsObject'));
        continue;
      }
      const found = { document, item: item ?? {}, described, method, template };
      const operation = readOperation(found, target);
      operations.push(operation);
      faults.push(...faultsOf(found, operation).map((message) => ({ where, message })));
    }
  }
  faults.push(...buildPathTree(operations).faults);
  return { operations, faults: faults.slice(0, MOST_FAULTS) };
}

interface Found {
  document: OpenApiDocument;
  item: Members;
  described: Members;
  method: string;
  template: string;
}

function readOperation(found: Found, { name, basePath }: Target): ReadOperation {
  const { document, item, described, method, template } = found;
  const operationId = typeof described.operationId === 'string' ? described.operationId : '';
  const security = described.security ?? document.security;
  return {
    name: `${name}.${operationId ? cleaned(operationId) : nameByPath(found)}`,
    operationId: operationId === '' ? null : operationId,
    method: method.toUpperCase(),
    path: `${basePath === '/' ? '' : basePath}${template}`,
    summary: shown(String(described.summary ?? item.summary ?? ''), LONGEST.summary),
    allow: allowed(described['x-gatehouse-allow']).map(String),
    proposedPublic: Array.isArray(security) && security.length === 0,
    echo: described['x-gatehouse-echo'] === true,
  };
}

/** `books.get-books-isbn`: the first tag, the method and the words of the path. */
function nameByPath({ described, method, template }: Found): string {
  const [tag] = Array.isArray(described.tags) ? (described.tags as unknown[]) : [];
  const words = template
    .split('/')
    .map((word) => cleaned(word.replace(/[{}]/g, '')).replaceAll('.', '-'))
    .filter(Boolean);
  return [cleaned(String(tag ?? '') || 'default'), [method, ...words].join('-')].join('.');
}

function cleaned(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/gu, '-');
}

function allowed(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]).slice(0, 10) : [value];
}

function itemFault(part: unknown, item: Members | undefined): keyof typeof FAULTS | undefined {
  if (!item) return 'leadsNowhere';
  const own = isMembers(part) && part !== item ? METHODS.filter((each) => each in part) : [];
  // Which of the two counts, OpenAPI leaves open.
  if (own.length > 0) return 'refersAndHasOwn';
  return undefined;
}

function faultsOf({ described }: Found, { name, operationId, path }: ReadOperation): string[] {
  const { operationId: id } = described;
  return [
    id !== undefined && typeof id !== 'string' && FAULTS.idIsNoText,
    (operationId?.length ?? 0) > LONGEST.operationId &&
      sentence(FAULTS.idTooLong, LONGEST.operationId),
    name.length > LONGEST.name && sentence(FAULTS.nameTooLong, LONGEST.name, shown(name)),
    name.split('.').includes('') && sentence(FAULTS.emptyWord, shown(name)),
    path.length > LONGEST.path && sentence(FAULTS.pathTooLong, LONGEST.path),
  ].filter((fault) => fault !== false);
}

function tooMany(): DocumentFault {
  return faultAt('paths', 'tooManyOperations', MOST_OPERATIONS);
}
