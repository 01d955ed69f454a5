import type { RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../common/problem.js';
import type { Budget } from './budgets.js';

/** 429, with the headers of draft-ietf-httpapi-ratelimit-headers-10. */
export function tooMany(budget: Budget, state: RateLimiterRes): Problem {
  const wait = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return new Problem(429, 'too_many_requests', `Too many tries; please wait ${wait} seconds.`, {
    headers: {
      'retry-after': String(wait),
      ratelimit: `"${budget.name}";r=0;t=${wait}`,
      'ratelimit-policy': `"${budget.name}";q=${budget.points};w=${budget.seconds}`,
    },
  });
}

/** 503: without its counters the server refuses rather than let everyone guess. */
export function cannotCount(cause: unknown): Problem {
  return new Problem(503, 'not_ready', 'The request cannot be served now; please try again.', {
    headers: { 'retry-after': '2' },
    cause,
  });
}
