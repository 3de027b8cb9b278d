import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.HOITHI_SERVER ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, cssCodeSplit: true, reportCompressedSize: true },
  server: {
    // The host stays the page's own: requests from pages of other sites are refused.
    proxy: { '/api': { target: server }, '/socket.io': { target: server, ws: true } },
  },
});
