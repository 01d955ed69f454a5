/** @database sqlite */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAGE = join(__dirname, '../../docs/standards.md');
const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| [') || line.startsWith('| Client'));

describe('docs/standards.md', () => {
  it('names in every row a test that exists', () => {
    expect(rows.length).toBeGreaterThan(20);
    const missing = rows.filter((row) => {
      const [, file = '', title = ''] = /\]\((\S+\.spec\.ts)\) “([^”]+)”/.exec(row) ?? [];
      if (!title) return true;
      const text = readFileSync(join(dirname(PAGE), file), 'utf8');
      return !text.includes(`it('${title}'`);
    });
    expect(missing).toEqual([]);
  });
});
