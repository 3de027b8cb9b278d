import type { Json } from '@hoithi/shared/contract/json';
import type { RulebookProblem } from '@hoithi/shared/contract/refusal';
import { problemsOfFile } from '@hoithi/shared/rulebook/draft/complete';
import { runInWorker } from '../platform/jobs/in-worker.ts';

const msMax = 10_000;
const memoryMaxMb = 256;
const problemsShown = 50;

/** What keeps a file from becoming a draft, at most so many. Runs in a thread of its own. SPEC J2, W21. */
export const checkFile = (rulebook: Json): RulebookProblem[] =>
  problemsOfFile(rulebook)
    .slice(0, problemsShown)
    .map(({ code, place, words }) => ({ code, place, words }));

/** null: it took more time or memory than a rulebook needs. */
export const checkFileInWorker = (rulebook: Json): Promise<RulebookProblem[] | null> =>
  runInWorker<typeof checkFile>({ program: 'check-file-worker', given: [rulebook], memoryMaxMb, msMax });
