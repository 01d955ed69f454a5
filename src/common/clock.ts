/** Tells the time, as one object that a test can move. */
export class Clock {
  /** Milliseconds since 1970. */
  now(): number {
    return Date.now();
  }

  /** Whole seconds since 1970, as JWT counts them. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}
