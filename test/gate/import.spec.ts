import fc from 'fast-check';
import {
  documentOf,
  importDocument,
  largeDocument,
  makeApi,
  operationsOf,
  previewImport,
} from '../support/apis.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);

describe('a document of more than 500 operations', () => {
  it('is imported whole, closed, and the same text again changes nothing', async () => {
    const { paths, components } = largeDocument(120, 5);
    const text = documentOf(paths, { components });
    const { id } = await makeApi(cast, { paths: {} });
    const report = expectStatus(200, await importDocument(cast, id, text)).body;
    expect([report.added.length, report.faults]).toEqual([600, []]);
    const operations = await operationsOf(cast, id);
    expect(operations).toHaveLength(600);
    expect(operations.filter(({ access }) => access !== 'private')).toEqual([]);
    expect(await previewImport(cast, id, text)).toMatchObject({
      added: [],
      renamed: [],
      changed: [],
      removed: [],
      consequences: [],
    });
  });
});

describe('two imports at once of one preview', () => {
  it('are one: the other has seen something else', async () => {
    const { id } = await makeApi(cast);
    const raw = documentOf({ '/x': { get: { operationId: 'x.get' } } });
    const { revision } = await previewImport(cast, id, raw);
    const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
    const send = () => cast.asAdmin('POST', `/backend/api/${id}/import`, { raw, headers });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await operationsOf(cast, id)).toHaveLength(1);
  });
});

describe('random pairs of documents', () => {
  const ids = fc.constantFrom('a', 'b', 'c.d', 'c.e', 'c');
  const item = fc.dictionary(
    fc.constantFrom('get', 'post'),
    fc.record({ operationId: ids, security: fc.constantFrom(undefined, []) }),
    { minKeys: 1 },
  );
  const paths = fc.dictionary(fc.constantFrom('/a', '/a/{x}', '/a/{y}', '/b'), item, {
    minKeys: 1,
    maxKeys: 3,
  });

  it('leave nothing open that nobody opened; one that fails changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(paths, paths, fc.nat(7), async (first, second, choice) => {
        const { id } = await makeApi(cast, { paths: {} });
        await importDocument(cast, id, documentOf(first));
        for (const [index, { name }] of (await operationsOf(cast, id)).entries()) {
          if (((choice >> (index % 3)) & 1) === 0) continue;
          const body = { access: 'public', reason: 'It may be open.' };
          const path = `/backend/api/${id}/operation/${name}`;
          expectStatus(200, await cast.asAdmin('PUT', path, { body }));
        }
        const before = await operationsOf(cast, id);
        const answer = await importDocument(cast, id, documentOf(second));
        const after = await operationsOf(cast, id);
        if (answer.status !== 200) expect(after).toEqual(before);
        const open = (list: typeof after) =>
          list
            .filter(({ access }) => access === 'public')
            .map((each) => `${each.method} ${each.path}`);
        expect(open(before)).toEqual(expect.arrayContaining(open(after)));
      }),
      { numRuns: 15 },
    );
  });
});

describe('the audit log', () => {
  it('keeps who opened what, and why', async () => {
    const { id, name } = await makeApi(cast, { open: ['status.get'] });
    const { body } = await cast.asAdmin('GET', `/backend/audit?subject=api:${id}&count=100`);
    const events = body.entry.map(({ event }: { event: string }) => event);
    expect(events).toEqual(['backend.api.operation.update', 'backend.api.create']);
    expect(body.entry[0]).toMatchObject({
      actor: 'admin',
      subjectName: name,
      detail: { operation: `${name}.status.get`, access: 'public', reason: 'The test wants it.' },
    });
  });
});
