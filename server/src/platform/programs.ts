import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * The programs that Node is started with: processes, commands and worker threads. Each is a file of its name in `server/dist`
 * when the server is built; in development and in tests it runs from the source named here. Paths are from the root.
 */
export const programs = {
  main: 'server/src/main.ts',
  ledger: 'server/src/cli/ledger.ts',
  backup: 'server/src/cli/backup.ts',
  restore: 'server/src/cli/restore.ts',
  staff: 'server/src/cli/staff.ts',
  rules: 'server/src/cli/rules.ts',
  'make-template': 'server/src/make-template.ts',
  'check-ready': 'server/src/platform/processes/check-ready.mjs',
  rehearse: 'load-tests/src/rehearse.ts',
  bank: 'server/src/cli/bank.ts',
  'question-file-worker': 'server/src/questions/question-file-worker.ts',
  'question-paste-worker': 'server/src/questions/question-paste-worker.ts',
  'question-export-worker': 'server/src/questions/export/question-export-worker.ts',
  'check-file-worker': 'server/src/drafts/check-file-worker.ts',
  'map-worker': 'server/src/units/map-worker.ts',
  'unit-table-worker': 'server/src/units/unit-table-worker.ts',
  'roster-worker': 'server/src/units/roster-worker.ts',
  'exclusions-worker': 'server/src/people/exclusions-worker.ts',
  'leader-links-worker': 'server/src/desk/leader-links-worker.ts',
  'slips-worker': 'server/src/slips/slips-worker.ts',
  'brought-worker': 'server/src/committee/brought-worker.ts',
  'unit-groups-worker': 'server/src/collective/unit-groups-worker.ts',
  'cue-sheet-worker': 'server/src/show/cue-sheet-worker.ts',
  'show-file-worker': 'server/src/show/show-file-worker.ts',
  'run-paper-worker': 'server/src/show/report/run-paper-worker.ts',
  'result-paper-worker': 'server/src/papers/result-paper-worker.ts',
  'second-scorer': 'verifier/src/second-scorer.ts',
  'certificates-worker': 'server/src/papers/certificates-worker.ts',
  'judge-worker': 'server/src/round/judge-worker.ts',
  'figures-worker': 'server/src/round/figures/figures-worker.ts',
  'rules-paper-worker': 'server/src/documents/rules/rules-paper-worker.ts',
  'picture-process': 'server/src/media/picture-process.ts',
  'rehearsal-paper-worker': 'server/src/rehearsal/report/rehearsal-paper-worker.ts',
} as const;
export type Program = keyof typeof programs;

/** `npm test` runs the built programs: they start in a fifth of the time that their sources take. */
const isBuilt = !import.meta.url.endsWith('.ts') || process.env.PROGRAMS === 'built';
const root = import.meta.url.slice(0, import.meta.url.lastIndexOf('/server/') + 1);

/** The path of a file or folder that comes with the program, such as `server/content/`, wherever the program itself runs from. */
export const programPath = (fromRoot: string): string => fileURLToPath(new URL(fromRoot, root));

/** What Node is called with to run a program in a process of its own. */
export const programArgs = (name: Program): string[] =>
  isBuilt ? [programPath(`server/dist/${name}.js`)] : ['--import', 'tsx', programPath(programs[name])];

/** Runs a program in a thread. Threads do not inherit the loader of sources, so one that runs from its source opens it itself. */
export function startWorker(name: Program, options: WorkerOptions): Worker {
  if (isBuilt) return new Worker(programPath(`server/dist/${name}.js`), { ...options, execArgv: [] });
  const loader = programPath('server/src/platform/source-worker.mjs');
  return new Worker(loader, { ...options, execArgv: [], argv: [new URL(programs[name], root).href] });
}
