import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';

const server = process.env.HOITHI_SERVER ?? 'http://localhost:3000';

/** A class of a CSS module as the browser gets it: its own name and four letters of its file's, short for the first load. */
function nameClass(name: string, file: string): string {
  const path = relative(import.meta.dirname, file.replace(/\?.*$/, '')).replaceAll('\\', '/');
  return `${name}_${createHash('sha256').update(path).digest('hex').slice(0, 4)}`;
}

/** The letters of every page, asked for with the page itself: by its style sheet they would come one round trip later. */
const preloadFonts: Plugin = {
  name: 'preload-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((name) => /be-vietnam-pro-(latin|vietnamese)-(400|700)-normal.*\.woff2$/.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `/${name}`, as: 'font', type: 'font/woff2', crossorigin: true },
          injectTo: 'head' as const,
        })),
  },
};

/** A worker has one file of its own beside the pages, under a name that stays. */
const buildServiceWorker: Plugin = {
  name: 'service-worker',
  apply: 'build',
  async generateBundle() {
    const made = await build({
      ...{ configFile: false, logLevel: 'warn', publicDir: false },
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        ...{ write: false, target: 'es2022', modulePreload: false },
        rolldownOptions: {
          input: `${import.meta.dirname}/src/phone-worker.ts`,
          output: { format: 'iife', entryFileNames: 'service-worker.js' },
        },
      },
    });
    for (const { output } of [made].flat().filter((each) => 'output' in each))
      for (const file of output)
        if (file.type === 'chunk') this.emitFile({ type: 'asset', fileName: file.fileName, source: file.code });
  },
};

/**
 * What every page needs is one file, and what a contestant needs first one more, each with all that it imports: by itself the bundler
 * makes forty of them, and a phone far away asks for six at a time.
 */
const firstLoads = [
  { name: 'base', test: /client[\\/]src[\\/](app[\\/]app|locales[\\/]i18n)\.tsx?$/, priority: 2 },
  { name: 'contest', test: /client[\\/]src[\\/]pages[\\/]contestant[\\/]contestant-app\.tsx$/, priority: 1 },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFonts, buildServiceWorker],
  css: { modules: { generateScopedName: nameClass } },
  build: {
    ...{ target: 'es2022', outDir: 'dist', emptyOutDir: true, cssCodeSplit: true, reportCompressedSize: true },
    rolldownOptions: { output: { codeSplitting: { groups: firstLoads } } },
  },
  server: {
    // The host stays the page's own: requests from pages of other sites are refused.
    proxy: { '/api': { target: server }, '/socket.io': { target: server, ws: true } },
  },
});
