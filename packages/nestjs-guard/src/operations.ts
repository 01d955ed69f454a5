import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { NAME, PUBLIC, SCOPES } from './decorators.js';

/** One handler, as the guard sees it. */
export interface OperationEntry {
  name: string;
  public: boolean;
  /** All of these are needed; empty when public. */
  scopes: string[];
}

type Handler = (...args: unknown[]) => unknown;

/**
 * Every operation of the application, read from its controllers at start by the rules of Gatehouse
 * itself. The rules are written a second time because an application that is guarded has none of
 * Gatehouse's code; a test of Gatehouse holds the two together.
 */
@Injectable()
export class Operations implements OnModuleInit {
  private readonly byHandler = new Map<Type, Map<Handler, OperationEntry>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws when a handler is public and scoped, or two operations have one name */
  onModuleInit(): void {
    const names = new Set<string>();
    for (const { metatype } of this.discovery.getControllers()) {
      if (!metatype) continue;
      const handlers = this.read(metatype as Type);
      this.byHandler.set(metatype as Type, handlers);
      for (const { name } of handlers.values()) {
        if (names.has(name))
          throw new Error(`Two operations are called ${name}; rename one by @Operation.`);
        names.add(name);
      }
    }
  }

  /** The operation that a handler is. */
  of(controller: Type, handler: Handler): OperationEntry | undefined {
    return this.byHandler.get(controller)?.get(handler);
  }

  /** Every scope that some operation needs. */
  scopes(): string[] {
    const entries = [...this.byHandler.values()].flatMap((handlers) => [...handlers.values()]);
    return [...new Set(entries.flatMap(({ scopes }) => scopes))].sort();
  }

  private read(controller: Type): Map<Handler, OperationEntry> {
    const prototype = controller.prototype as Record<string, Handler>;
    const handlers = new Map<Handler, OperationEntry>();
    for (const key of this.scanner.getAllMethodNames(prototype)) {
      const handler = prototype[key];
      if (handler && Reflect.getMetadata('method', handler) !== undefined)
        handlers.set(handler, readOperation(controller, handler, key));
    }
    return handlers;
  }
}

/** What a handler's decorators say; the handler's word goes before the controller's. */
export function readOperation(controller: Type, handler: Handler, key: string): OperationEntry {
  const ownPublic = Reflect.getMetadata(PUBLIC, handler) as true | undefined;
  const ownScopes = Reflect.getMetadata(SCOPES, handler) as string[] | undefined;
  const where = `${controller.name}.${key}`;
  if (ownPublic && ownScopes) throw new Error(`${where} is @Public and has @Scopes; choose one.`);
  const scopes = ownScopes ?? (Reflect.getMetadata(SCOPES, controller) as string[] | undefined);
  if (scopes?.length === 0) throw new Error(`${where}: @Scopes() names no scope.`);
  const isPublic = ownPublic ?? (!ownScopes && Reflect.getMetadata(PUBLIC, controller) === true);
  const renamed = Reflect.getMetadata(NAME, handler) as string | undefined;
  const name = renamed ?? nameOf(Reflect.getMetadata('path', controller), key);
  return { name, public: isPublic, scopes: isPublic ? [] : (scopes ?? [name]) };
}

/** `api/deliveries` and `create` make `deliveries.create`; parameters are left out. */
function nameOf(path: string | string[] | undefined, key: string): string {
  const base = (Array.isArray(path) ? path[0] : path) ?? '';
  const words = base.split('/').filter((word) => word && !word.startsWith(':'));
  if (words[0] === 'api') words.shift();
  return [...words.map((word) => word.replace(/^\./, '')), key].join('.');
}
