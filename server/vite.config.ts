import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import about from './package.json' with { type: 'json' };
import { programs } from './src/platform/programs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Drivers that look for a faster twin of themselves, and do without. */
const absent = ['pg-native', 'bufferutil', 'utf-8-validate'];

/**
 * The built server. Everything it imports goes into its files, which load in a fraction of the time that thousands of files of
 * node_modules take; what package.json names under `dependencies` stays outside, because it brings files or programs.
 */
export default defineConfig({
  root: import.meta.dirname,
  // What CommonJS modules expect to find.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  ssr: { noExternal: true, external: Object.keys(about.dependencies) },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'dist',
    sourcemap: true,
    minify: false,
    license: { fileName: 'LICENSES.md' },
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(programs).map(([name, source]) => [name, join(root, source)])),
      external: absent,
      checks: { eval: false }, // of a histogram's export, which nobody calls
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        comments: false, // licenses are in a file of their own
        sourcemapExcludeSources: true,
      },
    },
  },
});
