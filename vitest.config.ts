import { defineConfig } from 'vitest/config';

/** Two workers, since the stores that they use run on the same cores. */
const maxWorkers = 2;

/** A project of plain Node tests in one folder of the tree. */
function nodeProject(
  name: string,
  root: string,
  more: { isolate?: boolean; globalSetup?: string; include?: string[] } = {},
) {
  return {
    test: {
      include: ['**/*.test.ts'],
      ...more,
      name,
      root,
      exclude: ['**/node_modules/**'],
      environment: 'node' as const,
      testTimeout: 20_000,
      hookTimeout: 60_000,
      sequence: { groupOrder: 0 },
    },
  };
}

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      // Without isolation all files share one module graph a worker: what a file leaves behind in it would be a fault there too.
      nodeProject('shared', 'shared', { isolate: false }),
      nodeProject('server', 'server', { isolate: false, globalSetup: './test/start-database.ts' }),
      nodeProject('scripts', 'scripts'),
      nodeProject('load-tests', 'load-tests'),
      // A test of a page (.tsx) has a document; any other has none, or says in its first line that it needs one.
      nodeProject('client', 'client', { isolate: false, include: ['src/**/*.test.ts'] }),
      {
        test: {
          name: 'client pages',
          root: 'client',
          include: ['src/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Stories in a real browser: after all the others, whose load would only make them longer.
        test: {
          name: 'e2e',
          root: 'client',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
