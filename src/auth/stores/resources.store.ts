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
}
