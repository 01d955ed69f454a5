import { RouteConfig } from '@nestjs/platform-fastify';

/** What body parsers, CORS, the error filter and the metrics must know of a path before its handler. */
export interface RouteFacts {
  /** Whether it is an endpoint of OAuth or OpenID Connect; the metrics count its answers. */
  protocol?: boolean;
  /** Whether its errors are worded as RFC 6749 §5.2 wants. */
  oauthErrors?: boolean;
  /** Whether forms are read there: they are what a foreign page can send without asking. */
  forms?: boolean;
  /** Whether browser programs of other sites may call it. */
  crossOrigin?: boolean;
  /** Whether it issues tokens: `GET` is a setting there. */
  token?: boolean;
  /** Whether its body is longer than others may be, and is left to `LongBody`. */
  longBody?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig extends RouteFacts {}
}

/** Says what kind of route a handler has; a route of Fastify's own says it in its `config`. */
export const RouteFacts = (facts: RouteFacts) => RouteConfig(facts);
