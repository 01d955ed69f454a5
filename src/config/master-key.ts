import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The master key: given in the environment, read from a file, or created once in the data folder with
 * mode 0600.
 */
export function readMasterKey(
  given: string | undefined,
  file: string | undefined,
  dataDir: string,
): Buffer {
  if (given) return Buffer.from(given, 'utf8');
  const path = file ?? join(dataDir, 'secret.key');
  if (!file && !existsSync(path)) createOnce(path);
  const key = readFileSync(path, 'utf8').trim();
  if (key.length < 32) throw new Error(`${path} must hold at least 32 characters`);
  return Buffer.from(key, 'utf8');
}

/** A hard link fails when the name exists, so two processes starting at once agree on one key. */
function createOnce(path: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(48).toString('hex')}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

/** 32 bytes for one purpose (RFC 5869); keys of two purposes tell nothing about each other. */
export function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, 'gatehouse', purpose, 32));
}
