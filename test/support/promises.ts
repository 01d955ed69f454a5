import { createHook } from 'node:async_hooks';

/**
 * How many promises this process makes while it serves a request, its client's among them: the smallest
 * number of several tries, since timers make some, too.
 */
export async function promisesOf(request: () => Promise<unknown>): Promise<number> {
  let made = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'PROMISE') made += 1;
    },
  });
  const counts: number[] = [];
  for (let tries = 0; tries < 30; tries += 1) {
    made = 0;
    hook.enable();
    try {
      await request();
    } finally {
      hook.disable();
    }
    counts.push(made);
  }
  return Math.min(...counts);
}
