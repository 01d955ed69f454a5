const { FOLDER, MODULES, names, packageOf } = require('./packages.cjs');

const bundled = new Set(names);

/** Finds a package of the server in the bundle; a package that has its own version of one finds that. */
module.exports = (path, options) => {
  const found = options.defaultResolver(path, options);
  return bundled.has(path) && found.startsWith(`${MODULES}/${packageOf(path)}/`)
    ? `${FOLDER}/${path}/index.js`
    : found;
};
