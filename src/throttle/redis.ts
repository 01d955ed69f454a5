import type { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';

const PATIENCE_MS = 2_000;

/** A connection that answers at once or fails; it comes back by itself when Redis does. */
export function openRedis(url: string, log: Logger): Redis {
  // Loaded here: most instances have no Redis.
  const client = require('ioredis') as typeof import('ioredis');
  const redis = new client.Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
  });
  let reachable = true;
  redis.on('ready', () => {
    reachable = true;
  });
  redis.on('error', (error: Error) => {
    if (reachable) log.error({ msg: 'Redis cannot be reached: logins are refused', err: error });
    reachable = false;
  });
  return redis;
}
