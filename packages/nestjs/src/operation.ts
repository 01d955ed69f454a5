import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { NAME, PUBLIC, SCOPES } from './decorators.js';

/** A method of a controller that answers requests. */
export type Handler = (...args: unknown[]) => unknown;

/** One handler, as a guard sees it. */
export interface GuardedOperation {
  name: string;
  public: boolean;
  /** All of these are needed; empty when public. */
  scopes: string[];
}

/**
 * Reads what the decorators of a controller say about its operations. A handler without any of them
 * is private and needs its own name as scope.
 * @throws when a handler is public and scoped, or scoped by nothing
 */
export function readOperations(controller: Type): Map<Handler, GuardedOperation> {
  const prototype = controller.prototype as Record<string, Handler>;
  const operations = new Map<Handler, GuardedOperation>();
  for (const key of new MetadataScanner().getAllMethodNames(prototype)) {
    const handler = prototype[key];
    if (handler && Reflect.getMetadata('method', handler) !== undefined)
      operations.set(handler, readOperation(controller, handler, key));
  }
  return operations;
}

/** @throws when two operations have one name, and thereby one scope */
export function requireUniqueNames(operations: readonly GuardedOperation[]): void {
  const seen = new Set<string>();
  for (const { name } of operations) {
    if (seen.has(name))
      throw new Error(`Two operations are called ${name}; rename one by @Operation.`);
    seen.add(name);
  }
}

function readOperation(controller: Type, handler: Handler, key: string): GuardedOperation {
  const ownPublic = Reflect.getMetadata(PUBLIC, handler) as true | undefined;
  const ownScopes = Reflect.getMetadata(SCOPES, handler) as string[] | undefined;
  const where = `${controller.name}.${key}`;
  if (ownPublic && ownScopes) throw new Error(`${where} is @Public and has @Scopes; choose one.`);
  const scopes = ownScopes ?? (Reflect.getMetadata(SCOPES, controller) as string[] | undefined);
  if (scopes?.length === 0) throw new Error(`${where}: @Scopes() names no scope.`);
  // The handler's word goes before the controller's.
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
