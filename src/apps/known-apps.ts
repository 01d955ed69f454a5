import { Injectable } from '@nestjs/common';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { isWellFormed, PREFIX } from '../common/identifiers.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppSecrets } from './secrets/app-secrets.js';
import { App } from './app.entity.js';

/** An app with its secrets, the newest first. */
export type KnownApp = App & { secrets: AppSecret[] };

/** Apps in memory, for every token request: no query while nothing changes. */
@Injectable()
export class KnownApps {
  private readonly known: Remembered<KnownApp>;

  constructor(
    private readonly database: Database,
    private readonly secrets: AppSecrets,
    feed: ChangeFeed,
  ) {
    this.known = feed.remember('app', (key) => this.load(key));
  }

  /** The app, whatever its status; at once when it is in memory. */
  find(key: string): KnownApp | undefined | Promise<KnownApp | undefined> {
    return isWellFormed(key, PREFIX.app) ? this.known.get(key) : undefined;
  }

  /** Whether the secret is a live one of the app; an unknown app takes the same work. */
  async secretMatches(key: string, secret: string): Promise<boolean> {
    const app = await this.find(key);
    return this.secrets.matches(app?.secrets ?? [], secret);
  }

  private async load(key: string): Promise<KnownApp | undefined> {
    const { rows } = this.database;
    const app = await rows.findOneBy(App, { key });
    if (!app) return undefined;
    const secrets = await rows.find(AppSecret, {
      where: { appId: app.id },
      order: { id: 'DESC' },
    });
    return Object.assign(app, { secrets });
  }
}
