import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup.js';
import { SecurityEvents } from '../../src/audit/security-events.js';
import { Clock } from '../../src/common/clock.js';
import { type Config, readConfig } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import { dropDatabase, emptyDatabase, folder, newDatabase } from './databases.js';
import { Wire } from './wire.js';

export const ADMIN = { username: 'admin', password: 'correct horse battery staple' };

/** The time of day, moved on by hand. */
export class TestClock extends Clock {
  private ahead = 0;

  override now(): number {
    return Date.now() + this.ahead;
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

interface Wishes {
  /** Environment variables beside the usual ones. */
  env?: Record<string, string>;
  /** Controllers that the application has besides its own. */
  controllers?: Type[];
  /** Start on a database without any table. */
  empty?: boolean;
}

/** The real application in this process, on a port, a database and a folder of its own. */
export class Testbed {
  readonly clock = new TestClock();
  readonly logs: string[] = [];
  readonly wire: Wire;
  app: NestFastifyApplication;
  private readonly others: NestFastifyApplication[] = [];

  constructor(
    readonly config: Config,
    private readonly wishes: Wishes,
    private readonly database: string,
  ) {
    this.wire = new Wire(this.url);
  }

  get url(): string {
    return this.config.publicUrl;
  }

  async start(): Promise<void> {
    this.app = await this.boot(this.config.port);
  }

  /**
   * Another instance on the same database, with modules of its own: passport keeps its strategies in
   * a global, where two instances of one process would meet.
   */
  async second(): Promise<Wire> {
    const port = await freePort();
    let create = createApp;
    jest.isolateModules(() => {
      ({ createApp: create } = jest.requireActual<{ createApp: typeof createApp }>(
        '../../src/app.setup.js',
      ));
    });
    this.others.push(await this.boot(port, create));
    return new Wire(`http://127.0.0.1:${port}`);
  }

  /** Ends the application and starts it again on what it left. */
  async restart(): Promise<void> {
    await this.app.close();
    await this.start();
  }

  async stop(): Promise<void> {
    for (const app of [...this.others, this.app]) await app?.close();
    await dropDatabase(this.database);
  }

  /** Every value of every row of every table, with the security events until now. */
  async dump(): Promise<{ table: string; column: string; value: unknown }[]> {
    await this.app.get(SecurityEvents).flush();
    const { rows } = this.app.get(Database);
    const found: { table: string; column: string; value: unknown }[] = [];
    for (const { tableName: table } of rows.connection.entityMetadatas)
      for (const row of (await rows.query(`SELECT * FROM "${table}"`)) as object[])
        for (const [column, value] of Object.entries(row)) found.push({ table, column, value });
    return found;
  }

  /** The mails that were sent, oldest first, decoded. */
  outbox(): string[] {
    const outbox = join(this.config.dataDir, 'outbox');
    if (!existsSync(outbox)) return [];
    return readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map((name) => decoded(readFileSync(join(outbox, name), 'utf8')));
  }

  /** The token in the newest mail to this address that holds a link of this kind. */
  async link(kind: 'activate' | 'password/reset', address: string): Promise<string> {
    const pattern = new RegExp(`${this.url}/${kind}/([A-Za-z0-9_]+)`);
    for (let tries = 0; tries < 100; tries += 1) {
      const mails = this.outbox().filter((mail) => mail.includes(address));
      const token = mails.map((mail) => pattern.exec(mail)?.[1]).findLast(Boolean);
      if (token) return token;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No mail to ${address} holds a link to ${kind}.`);
  }

  private async boot(port: number, create = createApp): Promise<NestFastifyApplication> {
    const app = await create(this.config, {
      clock: this.clock,
      // A controller names what it needs by the first instance's modules.
      controllers: create === createApp ? this.wishes.controllers : [],
      logTo: { write: (line) => void this.logs.push(line) },
    });
    await app.listen({ port, host: '127.0.0.1' });
    return app;
  }
}

/** Boots the application before the tests of a file, and ends it after them. */
export function testbed(wishes: Wishes = {}): Testbed {
  const bed = Object.create(Testbed.prototype) as Testbed;
  beforeAll(async () => {
    Object.assign(bed, await newTestbed(wishes));
    await bed.start();
  });
  afterAll(() => bed.stop());
  return bed;
}

/** A testbed that is not started yet; the caller stops it. */
export async function newTestbed(wishes: Wishes = {}): Promise<Testbed> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = await (wishes.empty ? emptyDatabase(name) : newDatabase(name));
  const dataDir = join(folder(), name);
  mkdirSync(dataDir);
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    SECRET_KEY: 'a master key that nobody else has',
    ADMIN_USERNAME: ADMIN.username,
    ADMIN_PASSWORD: ADMIN.password,
    RATE_LIMIT: 'off',
    ...wishes.env,
  });
  return new Testbed(config, wishes, name);
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Undoes quoted-printable (RFC 2045 §6.7), which would break a long link in two. */
function decoded(mail: string): string {
  if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail;
  return mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
