import { Injectable } from '@nestjs/common';
import { forbidden } from '../common/problem.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { UsersService } from './users.service.js';

/** Whom an administrator reaches: people whose role holds nothing that the administrator lacks. */
@Injectable()
export class Reach {
  constructor(private readonly users: UsersService) {}

  /**
   * Guards what is done to a person, or to what belongs to one. Nobody stands above what a removed
   * person left behind.
   * @throws Problem 403 `beyond_reach`
   */
  async require(caller: Caller, personId: string): Promise<void> {
    requireReachOf(caller, (await this.users.find(personId))?.scopes);
  }
}

/** @throws Problem 403 `beyond_reach` when a role of these scopes holds more than the caller */
export function requireReachOf(caller: Caller, scopes: readonly string[] = []): void {
  const lacking = uncovered(caller.authority, scopes);
  if (lacking.length > 0)
    throw forbidden(
      'beyond_reach',
      `Their role holds scopes that you do not: ${lacking.slice(0, 5).join(', ')}.`,
    );
}
