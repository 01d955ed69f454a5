import { Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { fits, pathOf } from '../common/path-pattern.js';
import type { RouteFacts } from './route-facts.js';

const NO_FACTS: RouteFacts = {};

/**
 * Knows every path that is answered, from the router itself: operations, pages and files. A path has
 * one spelling, and what the router reads as another spelling of it does not exist.
 */
@Injectable()
export class KnownPaths {
  private readonly methods = new Map<string, Set<string>>();
  private readonly facts = new Map<string, RouteFacts>();
  private readonly crossOrigin = new Set<string>();

  /** Learns the routes that are registered from now on, and refuses their other spellings. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const each of [method].flat()) known.add(each);
      this.methods.set(url, known);
      this.facts.set(url, { ...this.facts.get(url), ...config });
      if (config?.crossOrigin) this.crossOrigin.add(url);
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

  /** What all routes of a path say together; only paths without parameters say anything. */
  factsOf(url: string): RouteFacts {
    return this.facts.get(pathOf(url)) ?? NO_FACTS;
  }

  /** Whether a path is open to other sites, or begins as one that is: its 404 can be read there too. */
  isCrossOrigin(url: string): boolean {
    for (const path of this.crossOrigin) if (url.startsWith(path)) return true;
    return false;
  }
}
