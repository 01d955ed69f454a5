const { rmSync } = require('node:fs');

module.exports = () => {
  globalThis.stopPostgres();
  rmSync(process.env.TEST_POSTGRES_FOLDER, { recursive: true, force: true });
};
