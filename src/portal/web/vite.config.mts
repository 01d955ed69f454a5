import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { printFirstLoad } from '../../../scripts/portal-size.mjs';
import { precompress } from '../../../scripts/precompress.mjs';
import { unbarrel } from '../../../scripts/unbarrel.mjs';

function finish(): void {
  precompress(`${import.meta.dirname}/../../../dist/portal/assets`);
  printFirstLoad();
}

/** Its package names no other build than the one for development, with its warnings. */
const ROUTER = `${import.meta.dirname}/../../../node_modules/react-router/dist/production/index.mjs`;

export default defineConfig(({ command }) => ({
  // The server writes the path in front that it has (`PUBLIC_URL`).
  base: './',
  resolve: { alias: command === 'build' ? [{ find: /^react-router$/, replacement: ROUTER }] : [] },
  plugins: [unbarrel(), react(), { name: 'finish', apply: 'build', closeBundle: finish }],
  build: {
    outDir: '../../../dist/portal',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The first page lists every chunk, so their names count.
    rolldownOptions: { output: { chunkFileNames: 'assets/[name]-[hash:7].js' } },
    // The first that know light-dark(): what Vite writes in its place needs a color-scheme it can see.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
}));
