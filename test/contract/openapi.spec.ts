import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../src/app.setup.js';
import { testbed } from '../support/testbed.js';

const CONTRACT = join(__dirname, '../../src/portal/web/api/openapi.json');

describe('the contract that the portal is built on', () => {
  const bed = testbed();

  it('tells of every operation how it is secured', () => {
    const open = Object.entries(openApiDocument(bed.app).paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { security?: unknown }>)
        .filter(([, operation]) => !operation.security)
        .map(([method]) => `${method} ${path}`),
    );
    expect(open).toEqual([]);
  });

  it('is fresh: after a change of an operation, `npm run openapi` was run', () => {
    const now = JSON.parse(JSON.stringify(openApiDocument(bed.app))) as { paths: object };
    // `scripts/openapi.mjs` leaves out what a typed client cannot name: any rest of a path.
    const paths = Object.entries(now.paths).filter(([path]) => !path.endsWith('/{path}'));
    const expected = { ...now, paths: Object.fromEntries(paths) };
    expect(JSON.parse(readFileSync(CONTRACT, 'utf8'))).toEqual(expected);
  });
});
