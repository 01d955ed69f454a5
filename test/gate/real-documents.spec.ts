/** @database sqlite */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importDocument, makeApi, operationsOf } from '../support/apis.js';
import { Cast, expectStatus } from '../support/cast.js';
import { appWith, newGate } from '../support/gates.js';
import { testbed } from '../support/testbed.js';
import { several } from './raw.js';

const read = (name: string) => readFileSync(join(__dirname, 'documents', name), 'utf8');

describe('the document of a real public API', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  /** Asks about each operation with a word in the place of each parameter, and tells which one was decided. */
  async function expectEachDecided(api: { id: string; name: string }): Promise<void> {
    const gate = await newGate(cast, bed.wire, api.name, 'forward');
    const token = await cast.token(await appWith(cast, [api.name]));
    const operations = await operationsOf(cast, api.id);
    expect(new Set(operations.map(({ access }) => access))).toEqual(new Set(['private']));
    await several(operations, async ({ name, method, path }) => {
      const target = path.replace(/\{[^}]+\}/g, 'word');
      const { status, headers } = await gate.ask({ method, target, token });
      expect([headers['gatehouse-operation'], status]).toEqual([name, 200]);
    });
  }

  it('is imported, closed, and each operation decided: the Petstore', async () => {
    const api = await makeApi(cast, { paths: {}, basePath: '/v2' });
    const imported = await importDocument(cast, api.id, read('petstore.yaml'), 'yaml');
    expect(expectStatus(200, imported).body.added).toHaveLength(20);
    await expectEachDecided(api);
  });

  it('of 844 operations is imported, closed, and each decided: NetBox', async () => {
    const api = await makeApi(cast, { paths: {}, basePath: '/api' });
    const imported = await importDocument(cast, api.id, read('netbox.json'));
    expect(expectStatus(200, imported).body.added).toHaveLength(844);
    await expectEachDecided(api);
  });
});
