const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bundlePackages } = require('./packages.cjs');

/** One folder for everything the tests keep in files. */
module.exports = async () => {
  await bundlePackages();
  process.env.TEST_SQLITE_FOLDER = mkdtempSync(join(tmpdir(), 'gatehouse-sqlite-'));
};
