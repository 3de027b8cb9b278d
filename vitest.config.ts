import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One more than the two cores that are asked for: many files wait for outages, timers and processes of their own. */
const maxWorkers = 3;

/** They take half a minute and more, so they begin first: what begins last holds up the end of the run. */
const longFiles = [
  'server/test/faults.test.ts',
  'server/test/deploy.test.ts',
  'server/src/rehearsal/rehearsal-routes.test.ts',
  'client/e2e/show.test.ts',
  'client/e2e/crowd.test.ts',
  'client/e2e/week.test.ts',
  'client/e2e/accounts.test.ts',
];

class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) => longFiles.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

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
    sequence: { sequencer: LongFilesFirst },
    projects: [
      // Without isolation all files share one module graph a worker: what a file leaves behind in it would be a fault there too.
      nodeProject('shared', 'shared', { isolate: false }),
      nodeProject('server', 'server', { isolate: false, globalSetup: './test/start-database.ts' }),
      nodeProject('scripts', 'scripts'),
      nodeProject('load-tests', 'load-tests'),
      nodeProject('verifier', 'verifier', { isolate: false }),
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
          // What hangs runs out of the wait of its step; the whole of a story may take long on a slow machine.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
