import { Injectable } from '@nestjs/common';
import { ApisQuery } from '../../apis/apis.query.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { AppsQuery } from '../../apps/apps.query.js';
import type { Resources } from '../../oauth/ports.js';

/**
 * A resource is an imported API, by its address; else an active app, whose URL it is. An administrator
 * made the API, so no app takes its address from it.
 */
@Injectable()
export class ResourcesStore implements Resources {
  constructor(
    private readonly apis: ApisQuery,
    private readonly apps: AppsQuery,
    private readonly cache: AppsCache,
  ) {}

  async urlOf(key: string): Promise<string | undefined> {
    const api = await this.apis.withResource(key);
    return api?.publicUrl ?? (await this.apps.resourceServer(key))?.url ?? undefined;
  }

  /** One owner may have several apps at one address; the address of an API is the provider's own. */
  async isMeant(clientId: string, key: string): Promise<boolean> {
    if (await this.apis.withResource(key)) {
      const app = await this.cache.findByKey(clientId);
      return app?.status === 'active' && app.resourceKey === key && app.firstParty;
    }
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
