/** @database sqlite */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentences } from '../../src/portal/web/i18n/en/audit-sentences.js';
import { sentences as french } from '../../src/portal/web/i18n/fr/audit-sentences.js';

const ROOT = join(__dirname, '../../src');

/** What stands in place of a name in the source, and the names it has. */
const PLACES: Record<string, string[]> = {
  '${area}': ['backend', 'consumer', 'partner'],
  '${acting.area}': ['backend', 'consumer'],
  '${decision}': ['allow', 'deny'],
  '${handler}': ['disable', 'enable'],
};
/** An app is nobody's customer, and an account no developer's. */
const NONE = /^partner\.app\.|^consumer\.account\.create$/;

const source = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(portal.web|operations.openapi)/.test(path))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

function named(event: string): string[] {
  const place = Object.keys(PLACES).find((each) => event.includes(each));
  if (place === undefined) return [event];
  return (PLACES[place] ?? []).flatMap((name) => named(event.replace(place, name)));
}

const WAYS = [
  /changes\s*\.run\([^,]+,\s*['`]([^'`]+)['`]/g,
  /\bevent\s*[:=]\s*'((?:authorization|backend|consumer|partner|portal|security)\.[^']+)'/g,
  /'(security\.[a-z_.]+)'/g,
];

const events = WAYS.flatMap((way) => [...source.matchAll(way)].map((match) => match[1] ?? ''))
  .flatMap(named)
  .filter((event) => !NONE.test(event));

describe('the audit in the portal', () => {
  it('has a sentence for every event that the program writes', () => {
    expect(events.length).toBeGreaterThan(60);
    const keys = events.map((event) => event.replaceAll('.', '_'));
    expect([...new Set(keys.filter((key) => !(key in sentences)))]).toEqual([]);
  });

  it('names the same people and things in English and French', () => {
    const places = (text: string) => (text.match(/<\w+\/>/g) ?? []).sort();
    for (const [key, sentence] of Object.entries(sentences))
      expect([key, places(french[key as keyof typeof french])]).toEqual([key, places(sentence)]);
  });
});
