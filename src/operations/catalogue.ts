import { Injectable, type OnModuleInit, RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import {
  type GuardedOperation,
  type Handler,
  readOperations,
  requireUniqueNames,
} from '../../packages/nestjs/src/operation.js';
import { IDENTITY_SCOPES } from '../oauth/scope.js';
import { CONFIRMED, OWN_LOGIN, PER_ACCOUNT } from './decorators.js';

/** One handler, as everyone names it: guard, scopes, OpenAPI, audit, administrators. */
export interface OperationEntry extends GuardedOperation {
  method: string;
  /** With `:parameters`. */
  path: string;
  /** Whether a token for one account opens it. */
  perAccount: boolean;
  /** Whether only a login of the person's own opens it. */
  ownLogin: boolean;
  /** Whether the person must have proved who they are not long ago. */
  confirmed: boolean;
}

/**
 * Keeps every operation there is, read from the controllers at start by the rules of the guard
 * package. Contradictions stop the start.
 */
@Injectable()
export class Catalogue implements OnModuleInit {
  private readonly byHandler = new Map<Type, Map<Handler, OperationEntry>>();
  /** Sorted by name. */
  entries: OperationEntry[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype } of this.discovery.getControllers())
      if (metatype) this.readController(metatype as Type);
    this.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    requireUniqueNames(this.entries);
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
    const base = firstPath(Reflect.getMetadata('path', controller));
    for (const [handler, operation] of readOperations(controller)) {
      const entry = {
        ...operation,
        method: RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod],
        path: joinPaths(base, firstPath(Reflect.getMetadata('path', handler))),
        perAccount: this.isMarked(PER_ACCOUNT, controller, handler),
        ownLogin: this.isMarked(OWN_LOGIN, controller, handler),
        confirmed: this.isMarked(CONFIRMED, controller, handler),
      };
      handlers.set(handler, entry);
      this.entries.push(entry);
    }
    this.byHandler.set(controller, handlers);
  }

  private isMarked(mark: symbol, controller: Type, handler: Handler): boolean {
    return this.reflector.getAllAndOverride<true | undefined>(mark, [handler, controller]) === true;
  }
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
