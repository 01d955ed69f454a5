/** @database sqlite */
import { dump } from 'js-yaml';
import { documentOf, largeDocument, makeApi, previewImport } from '../support/apis.js';
import { Cast } from '../support/cast.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);

describe('the preview of a document', () => {
  it.each(['json', 'yaml'])('of almost 8 MiB costs no more than 1.5 s of CPU: %s', async (type) => {
    const { paths, components } = largeDocument(120, type === 'json' ? 660 : 500);
    const json = documentOf(paths, { components });
    const text = type === 'json' ? json : dump(JSON.parse(json));
    expect(Buffer.byteLength(text)).toBeGreaterThan(7 * 1024 * 1024);
    const { id } = await makeApi(cast, { paths: {} });
    await previewImport(cast, id, documentOf({}));
    const spent = await cpuMilliseconds(async () => {
      expect((await previewImport(cast, id, text, type)).added).toHaveLength(600);
    });
    expect(spent).toBeLessThan(1_500);
  });
});
