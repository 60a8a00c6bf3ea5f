import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env['ATTUNE_URL'] ?? 'http://127.0.0.1:8080';
const fonts = ['@fontsource-variable/inter', '@fontsource-variable/noto-sans-tc'];

/** The fonts' licence asks that its text travels with them. */
function fontLicences(): Plugin {
  return {
    name: 'font-licences',
    apply: 'build',
    generateBundle() {
      const texts = fonts.map((name) =>
        `${name}\n\n${readFileSync(new URL(`./node_modules/${name}/LICENSE`, import.meta.url), 'utf8').trim()}\n`);
      this.emitFile({ type: 'asset', fileName: 'assets/font-licences.txt', source: texts.join('\n\n') });
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), fontLicences()],
  resolve: {
    // The client is built into the console from its source, so that there is one build and one React.
    alias: {
      '@attune/client/react': fileURLToPath(new URL('../clients/typescript/src/react.ts', import.meta.url)),
      '@attune/client': fileURLToPath(new URL('../clients/typescript/src/index.ts', import.meta.url)),
    },
    dedupe: ['react', 'react-dom'],
  },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/v1': server, '/v2': { target: server, ws: true }, '/status': server },
  },
  test: { include: ['tests/**/*.test.{ts,tsx}'], environment: 'node', setupFiles: ['tests/setup.ts'] },
});
