/** @database sqlite */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../scripts/portal-size.mjs');

describe('the sign-in page', () => {
  it('loads at most 200 KB of compressed JavaScript first', () => {
    const program = `import('${SCRIPT}').then((size) =>
      console.log(JSON.stringify([size.firstLoad(), size.FIRST_LOAD_LIMIT_KB])))`;
    const printed = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    const [size, limit] = JSON.parse(printed) as [number, number];
    expect(size).toBeGreaterThan(50);
    expect(size).toBeLessThanOrEqual(limit);
  });
});
