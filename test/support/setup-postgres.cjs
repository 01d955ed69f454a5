const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bundlePackages } = require('./packages.cjs');
const { startPostgres } = require('./postgres.cjs');

/** A server for all tests, and a folder for what they keep in files. */
module.exports = async () => {
  await bundlePackages();
  const server = await startPostgres();
  process.env.TEST_POSTGRES_SERVER = server.url;
  process.env.TEST_POSTGRES_FOLDER = mkdtempSync(join(tmpdir(), 'gatehouse-files-'));
  globalThis.stopPostgres = server.stop;
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      server.stop();
      process.exit(1);
    });
};
