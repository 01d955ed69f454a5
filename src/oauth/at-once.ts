/** Goes on at once when the value is here, so that what is in memory costs no turn of the event loop. */
export function then<T, U>(
  value: T | Promise<T>,
  use: (value: T) => U | Promise<U>,
): U | Promise<U> {
  return value instanceof Promise ? value.then(use) : use(value);
}
