/**
 * The processor time that this process spends while the work is done, in milliseconds. What other
 * processes do meanwhile does not count.
 */
export async function cpuMilliseconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
