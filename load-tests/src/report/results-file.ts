import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { medianLines } from './median-lines.ts';
import type { Report } from './report.ts';

const file = fileURLToPath(new URL('../../RESULTS.md', import.meta.url));
const head = `# Results of the load tests

Each section is one run: what was asked, on which commit and machine, and what came of it. Crowd, server and stores share
the processors of one machine; a figure of another machine is not comparable.
`;

function readGit(...args: string[]): string {
  try {
    return execFileSync('git', ['--no-optional-locks', ...args], {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    }).trim();
  } catch {
    return '';
  }
}

function nameCommit(): string {
  const commit = readGit('rev-parse', '--short', 'HEAD');
  if (commit === '') return 'no commit';
  return readGit('status', '--porcelain', '--', ':/', ':(top,exclude)load-tests/RESULTS.md') === ''
    ? commit
    : `${commit} with changes`;
}

function nameMachine(store: string): string {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${gigabytes} GiB, Node ${process.versions.node}, ${store}`;
}

export function formatReport({ run, store, lines, notes }: Report, command: string, atMs: number): string {
  const when = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
  return [
    '',
    `## ${run}, ${when} UTC`,
    '',
    `\`${command}\`, commit ${nameCommit()}; ${nameMachine(store)}.`,
    '',
    '| what | figure |',
    '|---|---|',
    ...lines.map(({ what, figure }) => `| ${what} | ${figure.replaceAll('|', '\\|')} |`),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note}`)]),
    '',
  ].join('\n');
}

/** One report of several runs of the same scenario. */
export function combineReports(reports: readonly [Report, ...Report[]]): Report {
  const [first, ...others] = reports;
  if (others.length === 0) return first;
  return {
    ...first,
    lines: medianLines(reports.map(({ lines }) => lines)),
    notes: [
      `${reports.length} runs, each on fresh stores: medians, and of losses, refusals and warnings the worst run.`,
      ...new Set(reports.flatMap(({ notes }) => notes)),
    ],
  };
}

/** Prints a report and, where it is to be saved, appends it to RESULTS.md. */
export function printReport(report: Report, command: string, save: boolean): void {
  const text = formatReport(report, command, Date.now());
  process.stdout.write(text);
  if (!save) return;
  if (!existsSync(file)) appendFileSync(file, head);
  appendFileSync(file, text);
}
