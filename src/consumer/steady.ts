/** Longer than any of the ways these answers are made. */
const MILLISECONDS = 120;

/** Answers no sooner than a fixed time, so that the time does not tell who is known here. */
export async function steady(work: Promise<void>): Promise<void> {
  await Promise.all([work, new Promise((resolve) => setTimeout(resolve, MILLISECONDS))]);
}
