import { Injectable } from '@nestjs/common';
import { App } from '../../apps/app.entity.js';
import { Database } from '../../database/database.js';
import type { Resources } from '../../oauth/ports.js';

/** A resource server is an active app whose URL is the resource. */
@Injectable()
export class ResourcesStore implements Resources {
  constructor(private readonly database: Database) {}

  async urlOf(key: string): Promise<string | undefined> {
    return (await this.holder(key))?.url ?? undefined;
  }

  /** One owner may have several apps at one address. */
  async isMeant(clientId: string, key: string): Promise<boolean> {
    const holder = await this.holder(key);
    if (!holder || holder.key === clientId) return holder !== undefined;
    const { ownerId, firstParty } = holder;
    if (ownerId === '') return false;
    const sibling = { key: clientId, resourceKey: key, ownerId, firstParty };
    return this.database.rows.existsBy(App, { ...sibling, status: 'active' });
  }

  /**
   * The app that has the resource.
   * Anybody may type anybody's address, so a later claim takes nothing from an earlier one; an
   * administrator decides by making an app first-party.
   */
  async holder(key: string): Promise<App | undefined> {
    const holder = await this.database.rows.findOne(App, {
      where: { resourceKey: key, status: 'active' },
      order: { firstParty: 'DESC', resourceSince: 'ASC', id: 'ASC' },
    });
    return holder ?? undefined;
  }
}
