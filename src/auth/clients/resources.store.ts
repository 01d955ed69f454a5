import { Injectable } from '@nestjs/common';
import { AppsCache } from '../../apps/apps.cache.js';
import { AppsQuery } from '../../apps/apps.query.js';
import type { Resources } from '../../oauth/ports.js';

/** A resource server is an active app whose URL is the resource. */
@Injectable()
export class ResourcesStore implements Resources {
  constructor(
    private readonly apps: AppsQuery,
    private readonly cache: AppsCache,
  ) {}

  async urlOf(key: string): Promise<string | undefined> {
    return (await this.apps.resourceServer(key))?.url ?? undefined;
  }

  /** One owner may have several apps at one address. */
  async isMeant(clientId: string, key: string): Promise<boolean> {
    const server = await this.apps.resourceServer(key);
    if (!server || server.key === clientId) return server !== undefined;
    if (server.ownerId === '') return false;
    const app = await this.cache.findByKey(clientId);
    return (
      app?.status === 'active' &&
      app.resourceKey === key &&
      app.ownerId === server.ownerId &&
      app.firstParty === server.firstParty
    );
  }
}
