import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { printFirstLoad } from '../../../scripts/portal-size.mjs';
import { unbarrel } from '../../../scripts/unbarrel.mjs';

/** In development the page comes from Vite, and everything that it asks from the server. */
const server = 'http://127.0.0.1:3000';
const proxied = ['/api', '/authorization', '/backend', '/consumer', '/oauth', '/partner', '/portal', '/system']; // prettier-ignore

export default defineConfig({
  base: '/',
  plugins: [unbarrel(), react(), { name: 'first-load', closeBundle: printFirstLoad }],
  build: {
    outDir: '../../../dist/portal',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
  },
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, server])) },
});
