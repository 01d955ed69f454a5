import { Injectable } from '@nestjs/common';
import { App } from '../../apps/app.entity.js';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import type { Resources } from '../../oauth/ports.js';

/** A resource server is an active app whose URL is the resource; Gatehouse itself is one too. */
@Injectable()
export class ResourcesStore implements Resources {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  async isKnown(resource: string): Promise<boolean> {
    if (resource === this.config.publicUrl) return true;
    return this.database.rows.existsBy(App, { url: resource, status: 'active' });
  }

  /**
   * Anybody may type anybody's address. So it is one owner's alone, or an administrator has vouched
   * for the app by making it first-party; otherwise nobody is meant.
   */
  async isMeant(clientId: string, audience: string): Promise<boolean> {
    const named = await this.database.rows.findBy(App, { url: audience, status: 'active' });
    const vouched = named.filter(({ firstParty }) => firstParty);
    const meant = vouched.length > 0 ? vouched : named;
    const owners = new Set(meant.map(({ ownerId }) => ownerId));
    return owners.size === 1 && meant.some(({ key }) => key === clientId);
  }
}
