/** What a line of work takes. */
interface Limits {
  /** How much runs at once. */
  total: number;
  /** How much of it for one caller. */
  each: number;
  /** How much of one caller's waits; what is beyond is refused. */
  waiting: number;
  /** How much waits altogether. */
  allWaiting: number;
}

type Start = () => void;

/**
 * Lets a few pieces of work run at once and the others wait, the callers in turn: who asks for much
 * waits for oneself, and not everybody behind.
 */
export class FairLine {
  private readonly running = new Map<string, number>();
  /** By caller; whoever was served goes to the end. */
  private readonly waiting = new Map<string, Start[]>();
  private all = 0;
  private line = 0;

  constructor(private readonly limits: Limits) {}

  /** Whether one more of this caller's would be refused. */
  isFull(caller: string): boolean {
    const { waiting, allWaiting } = this.limits;
    if (this.mayStart(caller)) return false;
    return (this.waiting.get(caller)?.length ?? 0) >= waiting || this.line >= allWaiting;
  }

  /** Runs the work when its turn comes. */
  async run<T>(caller: string, work: () => Promise<T>): Promise<T> {
    if (this.mayStart(caller)) this.count(caller, 1);
    else await new Promise<void>((start) => this.enqueue(caller, start));
    try {
      return await work();
    } finally {
      this.count(caller, -1);
      this.startNext();
    }
  }

  private mayStart(caller: string): boolean {
    const { total, each } = this.limits;
    return this.all < total && (this.running.get(caller) ?? 0) < each;
  }

  private count(caller: string, by: number): void {
    const now = (this.running.get(caller) ?? 0) + by;
    if (now === 0) this.running.delete(caller);
    else this.running.set(caller, now);
    this.all += by;
  }

  private enqueue(caller: string, start: Start): void {
    this.waiting.set(caller, [...(this.waiting.get(caller) ?? []), start]);
    this.line += 1;
  }

  private startNext(): void {
    const next = [...this.waiting].find(([caller]) => this.mayStart(caller));
    if (!next) return;
    const [caller, [start, ...others]] = next;
    this.waiting.delete(caller);
    if (others.length > 0) this.waiting.set(caller, others);
    this.line -= 1;
    // Counted here: another one must not come in between.
    this.count(caller, 1);
    start?.();
  }
}
