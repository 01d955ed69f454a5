import { Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { fits, pathOf } from '../common/path-pattern.js';

/**
 * Every path that is answered, read from the router itself: operations, pages and files. A path has
 * one spelling, and what the router reads as another spelling of it does not exist.
 */
@Injectable()
export class KnownPaths {
  private readonly methods = new Map<string, Set<string>>();

  /** Learns the routes that are registered from now on, and refuses their other spellings. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const each of [method].flat()) known.add(each);
      this.methods.set(url, known);
    });
    // Before any body is read: what is wrong with it matters where somebody takes it.
    fastify.addHook('onRequest', ({ url, routeOptions }, _reply, done) => {
      const pattern = routeOptions.url;
      if (pattern !== undefined && fits(pattern, pathOf(url))) return done();
      done(new NotFoundException());
    });
  }

  /**
   * The methods that a path has, in alphabetical order; none when it does not exist. Files below a
   * folder are not looked up: whether one exists is known when it is asked for.
   */
  methodsOf(url: string): string[] {
    const path = pathOf(url);
    const found = [...this.methods].filter(
      ([pattern]) => !pattern.endsWith('*') && fits(pattern, path),
    );
    return [...new Set(found.flatMap(([, methods]) => [...methods]))].sort();
  }
}
