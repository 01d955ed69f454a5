import { CORE_SCHEMA, load } from 'js-yaml';
import { beyondLimits } from '../../common/json-outline.js';
import { type DocumentFault, faultAt } from './document-faults.js';

/** The largest text of a document, in bytes. */
export const LARGEST_DOCUMENT = 8 * 1024 * 1024;

/** A part of a document that has members. */
export type Members = Record<string, unknown>;

/** An OpenAPI document of 3.0 or 3.1 that was looked at: a finite tree without references elsewhere. */
export interface OpenApiDocument extends Members {
  openapi: string;
  paths: Members;
}

/** How a document is written; `either` is JSON when it begins with a brace. */
export type DocumentType = 'json' | 'yaml' | 'either';

const DEEPEST = 100;
const MOST_ALIASES = 100;
/** So much larger than a document may be what its aliases stand for. */
const LARGEST_EXPANDED = 2 * LARGEST_DOCUMENT;
/** Twice what a real document of this length holds. */
const MOST_PARTS = 1_000_000;
const MOST_FAULTS = 100;
const LONGEST_SHOWN = 120;
/** Below these, each member is a name that the document chose, and no keyword. */
const NAMES = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'paths', 'webhooks', 'callbacks', 'responses', 'schemas', 'parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links', 'pathItems', 'content', 'encoding']); // prettier-ignore
/** What stands below these is data, whatever it looks like. */
const DATA = new Set(['example', 'value', 'default', 'const', 'enum']);

/** Reads a text; it fetches nothing, and a hostile one costs no more than its length. */
export function readDocument(
  text: string,
  type: DocumentType,
): { document?: OpenApiDocument; faults: DocumentFault[] } {
  const parsed = parse(text.replace(/^\uFEFF/, ''), type);
  if ('fault' in parsed) return { faults: [parsed.fault] };
  const fault = kindFault(parsed.value);
  if (fault) return { faults: [fault] };
  const faults = new Inspection(!parsed.isJson).of(parsed.value);
  if (faults.length > 0) return { faults };
  return { document: parsed.value as OpenApiDocument, faults };
}

/** Whether a value has members: an object, and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a document as it is shown: one line, not too long. */
export function shown(text: string, longest = LONGEST_SHOWN): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

type Parsed = { value: unknown; isJson: boolean } | { fault: DocumentFault };

function parse(text: string, type: DocumentType): Parsed {
  const isJson = type === 'json' || (type === 'either' && text.trimStart().startsWith('{'));
  try {
    const beyond = isJson && beyondLimits(text, { deepest: DEEPEST, most: MOST_PARTS });
    if (beyond) return { fault: beyond === 'deep' ? TOO_DEEP : TOO_MANY_PARTS };
    if (isJson) return { value: JSON.parse(text), isJson };
    // Without merge keys, dates and tags of its own: what OpenAPI 3.1 §4.2 asks for.
    return {
      value: load(text, { schema: CORE_SCHEMA, maxAliases: MOST_ALIASES, maxDepth: DEEPEST }),
      isJson,
    };
  } catch (error) {
    const reason = shown((error as Error).message.split('\n')[0] ?? '', 300);
    return { fault: faultAt('document', isJson ? 'noJson' : 'noYaml', reason) };
  }
}

const TOO_MANY_PARTS = faultAt('document', 'tooManyParts', MOST_PARTS);
const TOO_DEEP = faultAt('document', 'tooDeep', DEEPEST);

function kindFault(value: unknown): DocumentFault | undefined {
  if (!isMembers(value)) return faultAt('document', 'noObject');
  if (value.swagger !== undefined) return faultAt('swagger', 'swagger');
  if (!/^3\.[01](\.\d+)?$/.test(String(value.openapi))) return faultAt('openapi', 'version');
  if (!isMembers(value.paths)) return faultAt('paths', 'noPaths');
  return undefined;
}

/**
 * Looks at every part of a document once: how deep it is, whether it holds itself, how large it is
 * when each alias is written out, and whether it refers to what is elsewhere.
 */
class Inspection {
  private readonly faults: DocumentFault[] = [];
  private readonly open = new Set<object>();
  /** Of parts that may come again: how large and how deep they are. */
  private readonly known = new Map<object, { size: number; depth: number }>();
  private parts = 0;
  /** How deep the part that is looked at goes. */
  private reached = 0;

  /** @param shares whether one part can stand at several places, as by aliases */
  constructor(private readonly shares: boolean) {}

  of(value: unknown): DocumentFault[] {
    const size = this.sizeOf(value, { path: [], kind: 'keywords' });
    if (this.parts > MOST_PARTS) return [TOO_MANY_PARTS];
    if (this.faults.length === 0 && size > LARGEST_EXPANDED)
      this.faults.push(faultAt('document', 'tooManyAliases'));
    return this.faults;
  }

  /** Characters, about. */
  private sizeOf(value: unknown, place: Place): number {
    if (typeof value === 'string') return value.length + 3;
    if (typeof value !== 'object' || value === null) return 8;
    const known = this.known.get(value);
    if (known) this.reached = Math.max(this.reached, place.path.length + known.depth);
    if (this.reached > DEEPEST) return this.refuse(place, 'nested');
    if (known) return known.size;
    this.parts += Array.isArray(value) ? value.length : 1;
    if (this.faults.length >= MOST_FAULTS || this.parts > MOST_PARTS) return 0;
    if (this.open.has(value)) return this.refuse(place, 'holdsItself');
    this.open.add(value);
    const [before, own] = [this.reached, place.path.length];
    this.reached = own;
    let size = 2;
    for (const [name, member] of Object.entries(value)) {
      this.refuseForeign(name, member, place);
      place.path.push(name);
      size += name.length + 4 + this.sizeOf(member, { path: place.path, kind: below(place, name) });
      place.path.pop();
    }
    this.open.delete(value);
    if (this.shares) this.known.set(value, { size, depth: this.reached - own });
    this.reached = Math.max(before, this.reached);
    return size;
  }

  private refuseForeign(name: string, member: unknown, place: Place): void {
    if (place.kind !== 'keywords' || !/^\$(ref|dynamicRef)$/.test(name)) return;
    if (typeof member === 'string' && !member.startsWith('#'))
      this.refuse(place, 'foreign', shown(member));
  }

  private refuse({ path }: Place, ...fault: FaultAtPlace): 0 {
    const where = path.map((name) => shown(name, 60)).join(' / ') || 'document';
    if (this.faults.length < MOST_FAULTS) this.faults.push(faultAt(where, ...fault));
    return 0;
  }
}

/** The name of its sentence, and what stands in its places. */
type FaultAtPlace = Parameters<typeof faultAt> extends [string, ...infer Rest] ? Rest : never;

/** Where in a document we are, and what the names of the members mean there. */
interface Place {
  path: string[];
  kind: 'keywords' | 'names' | 'data';
}

function below({ kind }: Place, name: string): Place['kind'] {
  if (kind === 'data') return 'data';
  if (kind === 'names') return 'keywords';
  if (DATA.has(name) || name.startsWith('x-')) return 'data';
  return NAMES.has(name) ? 'names' : 'keywords';
}
