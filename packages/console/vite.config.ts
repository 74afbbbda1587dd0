import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { designFiles } from './vite/design-files.ts'

export default defineConfig({
  plugins: [react(), designFiles()],
  // the server writes its own prefix into the document, and chunks find each other from where they are
  base: './',
  publicDir: false,
  resolve: {
    alias: [
      // The client of Keycloak's experimental second API: 40 kB that nothing here calls.
      { find: /^\.\/clientsV2\.js$/, replacement: new URL('vite/no-clients-v2.ts', import.meta.url).pathname },
    ],
  },
  build: {
    outDir: '../server/dist/console',
    emptyOutDir: true,
    target: 'es2023',
    manifest: 'manifest.json',
    // the polyfill is an inline script, which the policy refuses, and no browser that runs this needs it
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
})
