/** A credential that an app sends as it is. */
export interface ApiKey {
  id: string;
  clientId: string;
  scope: string[];
  /** Its last four characters; missing when only its hash is known. */
  tail?: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Milliseconds since 1970; missing when it has no end. */
  expiresAt?: number;
}

/** Live API keys; the very same object while nothing changes. To find one is to use it. */
export interface ApiKeys {
  /** What is in memory, and nothing else. */
  peek(text: string): ApiKey | undefined;
  find(text: string): ApiKey | undefined | Promise<ApiKey | undefined>;
  /** Ends the key. Ending what is over is no fault. */
  revoke(id: string): Promise<void>;
}
