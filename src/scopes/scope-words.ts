import { Injectable } from '@nestjs/common';
import { Catalogue } from '../operations/catalogue.js';
import { describeScope } from './scope-description.js';
import type { Scope } from './scope.entity.js';

/** The sentence about a scope that stands until an administrator writes a better one. */
@Injectable()
export class ScopeWords {
  constructor(private readonly catalogue: Catalogue) {}

  of(name: string): string {
    return describeScope(name, this.catalogue.entries).slice(0, 1000);
  }

  /** Whether nobody wrote a better one, so that a translation by the name may take its place. */
  areOurs({ name, description, system }: Scope): boolean {
    return system && description === this.of(name);
  }
}
