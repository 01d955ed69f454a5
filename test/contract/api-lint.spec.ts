/** @database sqlite */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

describe('the OpenAPI document', () => {
  it('is written as Redocly and Spectral recommend', () => {
    const file = 'src/portal/web/api/openapi.json';
    const linter = spawnSync(process.execPath, ['scripts/lint-openapi.mjs', file], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(linter.stderr + linter.stdout).toBe('');
    expect(linter.status).toBe(0);
  }, 60_000);
});
