// Mantine and its icons are barrels of hundreds of modules, and the bundler takes all that any page
// uses for the first page's. This plugin lets each file import what it names, and nothing else.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CORE = resolve('node_modules/@mantine/core/esm');
const ICONS = resolve('node_modules/@tabler/icons-react/dist/esm/icons');
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["'](@mantine\/core|@tabler\/icons-react)["'];?/g;

/** Which file of Mantine each of its names comes from. */
function homesOfCore() {
  const barrel = readFileSync(join(CORE, 'index.mjs'), 'utf8');
  const lines = barrel.matchAll(/import \{([^}]*)\} from "(\.[^"]*)"/g);
  return new Map(
    [...lines].flatMap(([, names, path]) =>
      names.split(',').map((name) => [name.trim(), join(CORE, path)]),
    ),
  );
}

/**
 * A Vite plugin for the build; in development Vite bundles each package once. A name that it does not
 * know stays with its barrel.
 */
export function unbarrel() {
  const homes = homesOfCore();
  const importOf = (text, barrel) => {
    const [name] = text.split(/\s+as\s+/);
    if (barrel.startsWith('@tabler')) return `import ${text} from '${join(ICONS, `${name}.mjs`)}';`;
    return `import { ${text} } from '${homes.get(name) ?? barrel}';`;
  };
  return {
    name: 'unbarrel',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.(tsx?|mjs)$/.test(id) || !/@mantine\/core|@tabler/.test(code)) return undefined;
      const changed = code.replace(IMPORT, (_, names, barrel) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name && !name.startsWith('type '))
          .map((name) => importOf(name, barrel))
          .join(' '),
      );
      return { code: changed, map: null };
    },
  };
}
