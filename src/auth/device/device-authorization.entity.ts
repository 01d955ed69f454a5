import { Entity, Index } from 'typeorm';
import type { DeviceFacts } from '../../oauth/interactive-ports.js';
import { Count, Id, Json, OptionalTime, Text, Time } from '../../database/columns.js';

/** A device that waits for a person (RFC 8628). */
@Entity('device_authorization')
export class DeviceAuthorizationRow {
  /** Keyed digest of the device code. */
  @Id() digest: string;
  /** Keyed digest of the user code, which people type. */
  @Index('device_authorization_user_code', { unique: true })
  @Text(64)
  userCodeDigest: string;
  @Json() facts: DeviceFacts;
  @Text(16) state: 'pending' | 'approved' | 'denied' | 'used';
  /** Seconds between polls; grows when the device polls too fast. */
  @Count() interval: number;
  @OptionalTime() polledAt: Date | null;
  @Index('device_authorization_expires')
  @Time()
  expiresAt: Date;
}
