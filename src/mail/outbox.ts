import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts a message into a folder, as one file that appears whole or not at all. Later mails sort
 * later; only the server's user can read them, since each holds a key to somebody's account.
 * @returns the file's path
 */
export async function putInOutbox(folder: string, raw: string, now: number): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
  const file = join(folder, `${stamp}-${sequence()}-${randomUUID().slice(0, 8)}.eml`);
  const draft = `${file}.draft`;
  await writeFile(draft, raw, { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
  return file;
}

let written = 0;

/** Tells apart the mails of one millisecond. */
function sequence(): string {
  written = (written + 1) % 1_000_000;
  return String(written).padStart(6, '0');
}
