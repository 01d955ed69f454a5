import { Injectable } from '@nestjs/common';
import { isWellFormed, PREFIX } from '../common/identifiers.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { App } from './app.entity.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppSecretsService } from './secrets/app-secrets.service.js';

/** An app with its secrets, the newest first. */
export type AppWithSecrets = App & { secrets: AppSecret[] };

/** Caches apps by key, for every token request: no query while nothing changes. */
@Injectable()
export class AppsCache {
  private readonly apps: Remembered<AppWithSecrets>;

  constructor(
    private readonly database: Database,
    private readonly secrets: AppSecretsService,
    feed: ChangeFeed,
  ) {
    this.apps = feed.remember('app', (key) => this.load(key));
  }

  /** The app with this key, whatever its status; at once when it is in memory. */
  findByKey(key: string): AppWithSecrets | undefined | Promise<AppWithSecrets | undefined> {
    const app = this.apps.peek(key);
    if (app) return app;
    // Garbage is refused without a query, and is not remembered.
    return isWellFormed(key, PREFIX.app) ? this.apps.get(key) : undefined;
  }

  /** Whether the secret is a live one of the app; an unknown app takes the same work. */
  async secretMatches(key: string, secret: string): Promise<boolean> {
    const app = await this.findByKey(key);
    return this.secrets.matches(app?.secrets ?? [], secret);
  }

  private async load(key: string): Promise<AppWithSecrets | undefined> {
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
