import { Clock } from '../common/clock.js';

/** The time of day, or a time before it: what a command does then is dated so. */
export class CommandClock extends Clock {
  private behind = 0;

  override now(): number {
    return Date.now() - this.behind;
  }

  /** Goes back by so many milliseconds from the real time. */
  setBack(milliseconds: number): void {
    this.behind = milliseconds;
  }
}
