import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner.js';

/** What is sent once in a while, whoever asks. */
const PERIODIC =
  /app_activity|activity_day|app_secret|api_call|gate_refusal|UPDATE "(api_key|gate)"|INSERT INTO audit_entry .* ON CONFLICT|FROM change|pg_snapshot_xmin/s;
/** Says nothing by itself: whoever writes is seen by what is written. */
const AROUND = /^(BEGIN|START TRANSACTION|COMMIT|SAVEPOINT|RELEASE)/;

/** The statements that are sent for this request. */
export async function statementsOf(request: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const spies = [SqliteQueryRunner, PostgresQueryRunner].map(({ prototype }) => {
    const query = prototype.query as (this: unknown, ...given: unknown[]) => Promise<unknown>;
    return jest.spyOn(prototype, 'query').mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      const statement = String(given[0]);
      if (!PERIODIC.test(statement) && !AROUND.test(statement)) sent.push(statement);
      return query.apply(this, given);
    });
  });
  try {
    await request();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return sent;
}

/**
 * Asks until nothing is read any more: what the preparations changed may be read once again, when the
 * change feed tells of it.
 */
export async function expectNoStatement(request: () => Promise<unknown>): Promise<void> {
  let sent: string[] = [];
  for (let tries = 0; tries < 200; tries += 1) {
    sent = await statementsOf(request);
    if (sent.length === 0) return;
  }
  expect(sent).toEqual([]);
}
