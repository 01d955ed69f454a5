import type { DeviceFacts } from '../../../src/oauth/interactive-ports.js';
import type { Ports } from '../../../src/oauth/ports.js';

/** An adapter of the ports, and what a test of it needs beside them. */
export interface Adapter {
  ports: Ports;
  /** Moves the time on. */
  advance(milliseconds: number): void;
  /** Stores what the person answers to a device's user code; a refusal when nothing is approved. */
  decideDevice(userCode: string, userId: string, approved?: Partial<DeviceFacts>): Promise<void>;
  /** An active app that has a secret and an owner: the one who is named, or anybody. */
  app(facts?: { url?: string; ownerId?: string }): Promise<ContractApp>;
  removeApp(app: ContractApp): Promise<void>;
  /** Ends all tokens of the app at once. */
  endTokensOf(app: ContractApp): Promise<void>;
  /** The text of a new API key of the app. @param expiresAt milliseconds since 1970 */
  apiKey(app: ContractApp, facts: { scope: string[]; expiresAt?: number }): Promise<string>;
  /** An active person without a second factor. */
  person(): Promise<ContractPerson>;
  /** Sets a second factor for the person, and tells what shows the code of now. */
  secondFactor(person: ContractPerson): Promise<() => string>;
  /** An account of a partner, which no other person may use. */
  account(): Promise<{ id: string; partnerId: string }>;
}

export interface ContractApp {
  /** The `client_id`. */
  id: string;
  secret: string;
  ownerId: string;
}

export interface ContractPerson {
  id: string;
  username: string;
  password: string;
}

/** The answers to this many calls at once. */
export function atOnce<T>(count: number, call: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, call));
}
