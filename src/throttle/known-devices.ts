import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Config } from '../config/config.js';
import { deriveKey } from '../config/master-key.js';

/** How long a browser stays known after its last sign-in, in seconds. */
export const KNOWN_DEVICE_SECONDS = 180 * 86_400;

const FORM = /^([\w-]{16})\.(\d{10})\.([\w-]{43})$/;

/**
 * Proves that a person signed in with this browser before (OWASP: device cookies). It opens nothing; it
 * only gives the browser a budget of its own for passwords. Nothing is stored: the value carries its proof.
 */
@Injectable()
export class KnownDevices {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'known devices');
  }

  /** The value that a browser keeps after a person signed in with it. */
  issue(person: string): string {
    const id = randomBytes(12).toString('base64url');
    const facts = `${id}.${Math.floor(this.clock.now() / 1000)}`;
    return `${facts}.${this.proof(facts, person)}`;
  }

  /** The device's id, if the value is genuine, of this person, and not too old. */
  read(value: string | undefined, person: string): string | undefined {
    const [, id, issued, proof] = FORM.exec(value ?? '') ?? [];
    if (!id || !issued || !proof) return undefined;
    const expected = Buffer.from(this.proof(`${id}.${issued}`, person));
    if (!timingSafeEqual(Buffer.from(proof), expected)) return undefined;
    const age = this.clock.now() / 1000 - Number(issued);
    return age <= KNOWN_DEVICE_SECONDS ? id : undefined;
  }

  private proof(facts: string, person: string): string {
    return createHmac('sha256', this.key).update(`${facts}.${person}`).digest('base64url');
  }
}
