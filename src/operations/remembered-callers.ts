import { Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';

/** Who sends a bearer token, when it is known without waiting for anything. */
type Recall = (token: string) => Caller | undefined;

/**
 * Answers for tokens that were verified before, so that passport need not be asked again; whoever
 * verifies tokens registers here.
 */
@Injectable()
export class RememberedCallers {
  private recall: Recall = () => undefined;

  register(recall: Recall): void {
    this.recall = recall;
  }

  /** @param authorization the header, as it came */
  of(authorization: unknown): Caller | undefined {
    if (typeof authorization !== 'string' || !authorization.startsWith('Bearer ')) return undefined;
    return this.recall(authorization.slice('Bearer '.length));
  }
}
