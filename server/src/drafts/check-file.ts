import type { Json } from '@hoithi/shared/contract/json';
import { limits } from '@hoithi/shared/contract/limits';
import type { RulebookProblem } from '@hoithi/shared/contract/refusal';
import { problemsOfFile, readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { runInWorker } from '../platform/jobs/in-worker.ts';

const memoryMaxMb = 256;
const problemsShown = 50;

/** What keeps a file from becoming a draft, or a draft from becoming a contest; at most so many. Runs in a thread of its own. SPEC J2, W21. */
export const checkFile = (rulebook: Json, as: 'file' | 'contest'): RulebookProblem[] =>
  (as === 'file' ? problemsOfFile(rulebook) : problemsOfContest(rulebook))
    .slice(0, problemsShown)
    .map(({ code, place, words }) => ({ code, place, words }));

function problemsOfContest(rulebook: Json) {
  const { open, wrong } = readDraft(rulebook);
  return [...open, ...wrong];
}

/** null: it took more time or memory than a rulebook needs. */
export const checkFileInWorker = (rulebook: Json, as: 'file' | 'contest'): Promise<RulebookProblem[] | null> =>
  runInWorker<typeof checkFile>({
    program: 'check-file-worker',
    given: [rulebook, as],
    memoryMaxMb,
    msMax: limits.fileReadMsMax,
  });
