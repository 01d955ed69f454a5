import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import {
  type GuardedOperation,
  type Handler,
  readOperations,
  requireUniqueNames,
} from './operation.js';

/** Keeps every operation of the application, read from its controllers at start. */
@Injectable()
export class Operations implements OnModuleInit {
  private readonly byController = new Map<Type, Map<Handler, GuardedOperation>>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws when a handler is public and scoped, or two operations have one name */
  onModuleInit(): void {
    for (const { metatype } of this.discovery.getControllers())
      if (metatype) this.byController.set(metatype as Type, readOperations(metatype as Type));
    requireUniqueNames(this.all());
  }

  /** The operation that a handler is. */
  of(controller: Type, handler: Handler): GuardedOperation | undefined {
    return this.byController.get(controller)?.get(handler);
  }

  /** Every scope that some operation needs. */
  scopes(): string[] {
    return [...new Set(this.all().flatMap(({ scopes }) => scopes))].sort();
  }

  private all(): GuardedOperation[] {
    return [...this.byController.values()].flatMap((operations) => [...operations.values()]);
  }
}
