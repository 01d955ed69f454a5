import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { printFirstLoad } from '../../../scripts/portal-size.mjs';
import { precompress } from '../../../scripts/precompress.mjs';
import { unbarrel } from '../../../scripts/unbarrel.mjs';

/** In development the page comes from Vite, and everything that it asks from the server. */
const server = 'http://127.0.0.1:3000';
const proxied = ['/api', '/authorization', '/backend', '/consumer', '/oauth', '/partner', '/portal', '/system']; // prettier-ignore

function finish(): void {
  precompress(`${import.meta.dirname}/../../../dist/portal/assets`);
  printFirstLoad();
}

export default defineConfig({
  // The server writes the path in front that it has (`PUBLIC_URL`).
  base: './',
  plugins: [unbarrel(), react(), { name: 'finish', closeBundle: finish }],
  build: {
    outDir: '../../../dist/portal',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
  },
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, server])) },
});
