import { Injectable } from '@nestjs/common';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { Api, ImportedOperation } from './api.entity.js';
import { byEveryName, needsOf } from './imports/consequences.js';
import type { LiveApi, LiveOperation } from './live-api.js';
import { buildPathTree } from './path-tree.js';

const NAME = /^[a-z][a-z0-9-]{1,30}$/;
/** Many more than there can be. */
const MOST = 2_000;

/** Caches imported APIs by name, with their operations by path: what the gate decides by. */
@Injectable()
export class ApisCache {
  private readonly apis: Remembered<LiveApi>;

  constructor(
    private readonly database: Database,
    feed: ChangeFeed,
  ) {
    this.apis = feed.remember('api', (name) => this.load(name), { max: MOST });
  }

  /** The API of this name; at once, and the same object, as long as nothing of it changes. */
  find(name: string): LiveApi | undefined | Promise<LiveApi | undefined> {
    const api = this.apis.peek(name);
    if (api) return api;
    return NAME.test(name) ? this.apis.get(name) : undefined;
  }

  private async load(name: string): Promise<LiveApi | undefined> {
    const { rows } = this.database;
    const api = await rows.findOneBy(Api, { name });
    if (!api) return undefined;
    const operations = await rows.findBy(ImportedOperation, { apiId: api.id });
    const { id, title, publicUrl, basePath, preflight, assertion } = api;
    return {
      id,
      name,
      title,
      publicUrl,
      basePath,
      keyHeader: api.keyHeader.toLowerCase(),
      preflight,
      assertion,
      observeUntil: api.observeUntil?.getTime(),
      operations: buildPathTree(liveOf(operations)).tree,
    };
  }
}

function liveOf(operations: ImportedOperation[]): LiveOperation[] {
  const siblings = byEveryName(operations);
  return operations.map((operation) => {
    const { name, method, path, allow } = operation;
    return { name, method, path, allow, public: operation.public, needs: needsOf(operation, siblings) }; // prettier-ignore
  });
}
