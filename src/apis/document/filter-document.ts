import { isMembers, type Members, type OpenApiDocument } from './read-document.js';
import { resolved, wordsOf } from './references.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What a reader of the document may see, and where the API is for them. */
export interface Reader {
  /** The method in capitals and the template as the document has it. */
  mayCall(method: string, template: string): boolean;
  /** The one server that is named: what the document says may be behind the gate. */
  server: string;
}

/**
 * The document with the operations that somebody may call, and with the components that these use:
 * the others would tell what is hidden.
 */
export function filterDocument(document: OpenApiDocument, reader: Reader): Members {
  const paths: Members = {};
  for (const [template, part] of Object.entries(document.paths)) {
    const item = template.startsWith('x-') ? undefined : resolved(document, part);
    const kept = item && filterItem(item, (method) => reader.mayCall(method, template));
    if (kept) define(paths, template, kept);
  }
  const { components, tags, ...rest } = without(document, ['webhooks', 'servers', 'paths']);
  const used = new UsedComponents(document).by(paths, rest.security);
  const names = new Set(operationsIn(paths).flatMap(({ tags: own }) => own));
  return {
    ...rest,
    servers: [{ url: reader.server }],
    ...(Array.isArray(tags) && { tags: (tags as Members[]).filter((tag) => names.has(tag?.name)) }),
    paths,
    ...(isMembers(components) && { components: filterComponents(components, used) }),
  };
}

/** A path with the methods that stay; nothing when none does. */
function filterItem(item: Members, stays: (method: string) => boolean): Members | undefined {
  const kept: Members = {};
  let methods = 0;
  for (const [name, member] of Object.entries(item)) {
    if (name === 'servers') continue;
    const isMethod = METHODS.includes(name);
    if (isMethod && (!isMembers(member) || !stays(name.toUpperCase()))) continue;
    if (isMethod) methods += 1;
    define(kept, name, isMethod ? without(member as Members, ['servers']) : member);
  }
  return methods > 0 ? kept : undefined;
}

function operationsIn(paths: Members): { tags: unknown[] }[] {
  return Object.values(paths).flatMap((item) =>
    METHODS.flatMap((method) => {
      const operation = (item as Members)[method];
      const tags = isMembers(operation) && Array.isArray(operation.tags) ? operation.tags : [];
      return [{ tags: tags as unknown[] }];
    }),
  );
}

function filterComponents(components: Members, used: ReadonlySet<string>): Members {
  const kept: Members = {};
  for (const [section, parts] of Object.entries(components)) {
    if (!isMembers(parts)) continue;
    const some = Object.entries(parts).filter(([name]) => used.has(keyOf(section, name)));
    if (some.length > 0) define(kept, section, Object.fromEntries(some));
  }
  return kept;
}

/** Follows references from what is kept; each component is looked at once. */
class UsedComponents {
  private readonly used = new Set<string>();
  private readonly open: unknown[] = [];

  constructor(private readonly document: OpenApiDocument) {}

  by(paths: Members, security: unknown): Set<string> {
    this.open.push(paths);
    this.useSchemes(security);
    for (let part = this.open.pop(); part !== undefined; part = this.open.pop()) this.lookAt(part);
    return this.used;
  }

  private lookAt(part: unknown): void {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, member] of Object.entries(part)) {
      if (name === '$ref' || name === '$dynamicRef') this.use(member);
      else if (name === 'security') this.useSchemes(member);
      else if (name === 'mapping' && isMembers(member)) this.useMapping(member);
      else this.open.push(member);
    }
  }

  /** A discriminator names schemas by a reference, or by their name alone. */
  private useMapping(mapping: Members): void {
    for (const target of Object.values(mapping).filter((each) => typeof each === 'string'))
      this.use(target.startsWith('#') ? target : `#/components/schemas/${target}`);
  }

  private useSchemes(security: unknown): void {
    if (!Array.isArray(security)) return;
    for (const requirement of (security as unknown[]).filter(isMembers))
      for (const name of Object.keys(requirement)) this.useComponent('securitySchemes', name);
  }

  private use(reference: unknown): void {
    if (typeof reference !== 'string') return;
    const [where, section, name] = wordsOf(reference) ?? [];
    if (where === 'components' && section && name !== undefined) this.useComponent(section, name);
  }

  private useComponent(section: string, name: string): void {
    const key = keyOf(section, name);
    if (this.used.has(key)) return;
    const { components } = this.document;
    const parts = isMembers(components) ? components[section] : undefined;
    if (!isMembers(parts) || !Object.hasOwn(parts, name)) return;
    this.used.add(key);
    this.open.push(parts[name]);
  }
}

function keyOf(section: string, name: string): string {
  return `${section}/${name}`;
}

function without(part: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name)));
}

/** Also where the document chose a name such as `__proto__`. */
function define(target: Members, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true }); // prettier-ignore
}
