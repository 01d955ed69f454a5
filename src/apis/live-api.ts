import type { PathTree } from './path-tree.js';

/** One operation of an imported API, as the gate decides by it. */
export interface LiveOperation {
  /** `payments.charges.create`. */
  name: string;
  /** In capitals. */
  method: string;
  /** The whole path template that the gate sees: `/v1/charges/{id}`. */
  path: string;
  /** Whether an administrator opened it to everyone. */
  public: boolean;
  /**
   * The scopes it needs, all of them; of each the names that open it: its own first, then those that
   * it had before and that nobody dropped.
   */
  needs: string[][];
  /** What its parameters may hold beside the usual: `%2F`, `;`. */
  allow: string[];
}

/** An imported API as every instance keeps it in memory; a change replaces the whole object. */
export interface LiveApi {
  id: string;
  name: string;
  title: string;
  /** Its address for programs, and the audience of tokens that are made for it alone. */
  publicUrl: string;
  /** What stands before the paths of its document; `/` for nothing. */
  basePath: string;
  /** The header that carries an API key, in lower case. */
  keyHeader: string;
  /** Whether preflights of browsers pass without a credential. */
  preflight: boolean;
  /** Whether the API is told who calls by a signed token. */
  assertion: boolean;
  /** Milliseconds since 1970: until then refusals are recorded and let through. */
  observeUntil?: number;
  /** Every operation by its path. */
  operations: PathTree<LiveOperation>;
}
