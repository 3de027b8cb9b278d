import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.HOITHI_SERVER ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, cssCodeSplit: true, reportCompressedSize: true },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
