import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.ZHIHENG_URL ?? 'http://127.0.0.1:8787'

export default defineConfig({
  root: fileURLToPath(new URL('./src/web/', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./dist/web/', import.meta.url)),
    emptyOutDir: true,
    // Browsers of 2022 and later: what the offices' managed desktops and current phones carry.
    target: ['chrome107', 'edge107', 'firefox104', 'safari16'],
    // The page's policy allows no inline script and no data: fonts; small pictures stay files.
    assetsInlineLimit: 0,
    // Sizes after compression are watched by e2e/bundle.test.ts.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
  server: { port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
  preview: { port: 4173, proxy: { '/api': { target: server, changeOrigin: false } } },
})
