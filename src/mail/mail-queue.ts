import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../config/folders.js';
import { seal, unseal } from '../common/sealed-box.js';
import type { Message } from './message.js';

/** A mail that nobody else is sending now. */
export interface Claimed {
  file: string;
  /** How often it has been tried, this time included. */
  tries: number;
  /** Milliseconds. */
  since: number;
}

/**
 * Stores mails that a mail server has not taken yet: one sealed file each, `<since>-<id>.<tries>.mail`,
 * whose time of change says when it is due. So nothing is lost with the process, and of several
 * processes one alone gets to send: the one that renames the file.
 */
export class MailQueue {
  constructor(
    private readonly folder: string,
    private readonly key: Buffer,
  ) {}

  /** Stores a mail that is due at once. */
  async add(message: Message, now: number): Promise<void> {
    makeFolder(this.folder);
    const name = `${now}-${randomUUID()}.0`;
    const draft = join(this.folder, `${name}.draft`);
    const text = seal(this.key, 'mail', JSON.stringify(message));
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    await utimes(draft, now / 1000, now / 1000);
    await rename(draft, join(this.folder, `${name}.mail`));
  }

  /** The files that are due, the oldest first. */
  async due(now: number): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    const found: string[] = [];
    for (const name of names.filter((each) => each.endsWith('.mail')).toSorted()) {
      const file = join(this.folder, name);
      const mtimeMs = (await stat(file).catch(() => undefined))?.mtimeMs ?? Infinity;
      if (mtimeMs <= now + 1) found.push(file);
    }
    return found;
  }

  /** How many mails were tried twice or more, and are still here. */
  async delayed(): Promise<number> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => Number(/\.(\d+)\.mail$/.exec(name)?.[1]) > 1).length;
  }

  /** Takes a file for so long; nothing when another process was faster. */
  async claim(file: string, until: number): Promise<Claimed | undefined> {
    const [, since, id, tries] = /(\d+)-([\w-]+)\.(\d+)\.mail$/.exec(file) ?? [];
    const next = join(this.folder, `${since}-${id}.${Number(tries) + 1}.mail`);
    try {
      await this.postpone(file, until);
      await rename(file, next);
    } catch {
      return undefined;
    }
    return { file: next, tries: Number(tries) + 1, since: Number(since) };
  }

  /** @throws Error when it was sealed under another master key */
  async read({ file }: Claimed): Promise<Message> {
    return JSON.parse(unseal(this.key, 'mail', await readFile(file, 'utf8'))) as Message;
  }

  async postpone(file: string, until: number): Promise<void> {
    await utimes(file, until / 1000, until / 1000);
  }

  async remove({ file }: Claimed): Promise<void> {
    await rm(file, { force: true });
  }
}
