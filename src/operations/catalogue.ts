import { Injectable, type OnModuleInit, RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { IDENTITY_SCOPES } from '../oauth/scope.js';
import { CONFIRMED, NAME, OWN_LOGIN, PER_ACCOUNT, PUBLIC, SCOPES } from './decorators.js';

/** One handler, as everyone names it: guard, scopes, OpenAPI, audit, administrators. */
export interface OperationEntry {
  name: string;
  method: string;
  /** With `:parameters`. */
  path: string;
  public: boolean;
  /** All of these are needed; empty when public. */
  scopes: string[];
  /** Whether a token for one account opens it. */
  perAccount: boolean;
  /** Whether only a login of the person's own opens it. */
  ownLogin: boolean;
  /** Whether the person must have proved who they are not long ago. */
  confirmed: boolean;
}

type Handler = (...args: unknown[]) => unknown;

/**
 * Every operation there is, read from the controllers at start. A handler without any decorator is
 * private and needs its own name as scope. Contradictions stop the start.
 */
@Injectable()
export class Catalogue implements OnModuleInit {
  private readonly byHandler = new Map<Type, Map<Handler, OperationEntry>>();
  /** Sorted by name. */
  entries: OperationEntry[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype } of this.discovery.getControllers())
      if (metatype) this.readController(metatype as Type);
    this.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    refuseTwins(this.entries);
  }

  /** The operation that a handler is. */
  of(controller: Type, handler: Handler): OperationEntry | undefined {
    return this.byHandler.get(controller)?.get(handler);
  }

  /** Every scope that some operation needs, and every scope that covers one of those. */
  scopeNames(): string[] {
    const names = this.entries.flatMap((entry) => entry.scopes).flatMap(withAncestors);
    // Those that need no role are not for roles to hold.
    return [...new Set(names)].filter((name) => !IDENTITY_SCOPES.includes(name)).sort();
  }

  private readController(controller: Type): void {
    const handlers = new Map<Handler, OperationEntry>();
    const prototype = controller.prototype as Record<string, Handler>;
    for (const key of this.scanner.getAllMethodNames(prototype)) {
      const handler = prototype[key];
      const method =
        handler && (Reflect.getMetadata('method', handler) as RequestMethod | undefined);
      if (!handler || method === undefined) continue;
      const entry = this.readHandler(controller, handler, key, RequestMethod[method]);
      handlers.set(handler, entry);
      this.entries.push(entry);
    }
    this.byHandler.set(controller, handlers);
  }

  private readHandler(
    controller: Type,
    handler: Handler,
    key: string,
    method: string,
  ): OperationEntry {
    const base = firstPath(Reflect.getMetadata('path', controller));
    const path = joinPaths(base, firstPath(Reflect.getMetadata('path', handler)));
    const where = `${controller.name}.${key}`;
    const name = this.reflector.get<string | undefined>(NAME, handler) ?? nameOf(base, key);
    const ownScopes = this.reflector.get<string[] | undefined>(SCOPES, handler);
    const scopes = ownScopes ?? this.reflector.get<string[] | undefined>(SCOPES, controller);
    const ownPublic = this.reflector.get<true | undefined>(PUBLIC, handler);
    if (scopes?.length === 0) throw new Error(`${where}: @Scopes() names no scope.`);
    if (ownPublic && ownScopes) throw new Error(`${where} is @Public and has @Scopes; choose one.`);
    // The handler's word goes before the controller's.
    const isPublic =
      ownPublic ??
      (ownScopes ? undefined : this.reflector.get<true | undefined>(PUBLIC, controller));
    return {
      name,
      method,
      path,
      public: isPublic === true,
      scopes: isPublic ? [] : (scopes ?? [name]),
      perAccount: this.isMarked(PER_ACCOUNT, controller, handler),
      ownLogin: this.isMarked(OWN_LOGIN, controller, handler),
      confirmed: this.isMarked(CONFIRMED, controller, handler),
    };
  }

  private isMarked(mark: symbol, controller: Type, handler: Handler): boolean {
    return this.reflector.getAllAndOverride<true | undefined>(mark, [handler, controller]) === true;
  }
}

/** `api/deliveries` and `create` make `deliveries.create`; parameters are left out. */
function nameOf(base: string, key: string): string {
  const words = base.split('/').filter((word) => word && !word.startsWith(':'));
  if (words[0] === 'api') words.shift();
  return [...words.map((word) => word.replace(/^\./, '')), key].join('.');
}

function firstPath(path: string | string[] | undefined): string {
  return (Array.isArray(path) ? path[0] : path) ?? '';
}

function joinPaths(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

function withAncestors(name: string): string[] {
  const words = name.split('.');
  return words.map((_, index) => words.slice(0, index + 1).join('.'));
}

function refuseTwins(entries: OperationEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name))
      throw new Error(`Two operations are called ${name}; rename one by @Operation.`);
    seen.add(name);
  }
}
