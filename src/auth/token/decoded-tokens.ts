import { LRUCache } from 'lru-cache';
import type { DecodedToken, TokenMemory } from '../../oauth/tokens/decoded-token.js';

const MOST = 50_000;
/** Tokens differ in size by a factor of fifty, and their apps choose it. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ISSUED = 10_000;
const MOST_ISSUED_BYTES = 16 * 1024 * 1024;

/**
 * Remembers the tokens that were checked, or just issued. Whoever asks for very many tokens and uses
 * none of them does not push out those that are in use.
 */
export class DecodedTokens implements TokenMemory {
  private readonly used = cache(MOST, MOST_BYTES);
  private readonly issued = cache(MOST_ISSUED, MOST_ISSUED_BYTES);

  get(digest: string): DecodedToken | undefined {
    const used = this.used.get(digest);
    if (used) return used;
    const first = this.issued.get(digest);
    if (first) {
      this.issued.delete(digest);
      this.used.set(digest, first);
    }
    return first;
  }

  set(digest: string, decoded: DecodedToken, use: 'used' | 'issued'): void {
    this[use].set(digest, decoded);
  }

  clear(): void {
    this.used.clear();
    this.issued.clear();
  }
}

function cache(max: number, maxSize: number): LRUCache<string, DecodedToken> {
  return new LRUCache({ max, maxSize, sizeCalculation: ({ size }) => size });
}
