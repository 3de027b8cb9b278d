import type { RulebookProblem } from '@hoithi/shared/contract/refusal';
import { Unavailable } from '../../platform/db/database.ts';
import { runInWorker } from '../../platform/jobs/in-worker.ts';
import { typeset } from '../typeset.ts';
import { writeRulesDocx } from './rules-docx.ts';
import { paperOf, type RulesOrder } from './rules-paper.ts';

const memoryMaxMb = 768;
const msMax = 60_000;

/** The printed rules as a file, or what keeps a draft from being printed. Runs in a thread of its own. SPEC R7, W21. */
export async function makeRulesPaper(order: RulesOrder): Promise<Uint8Array | RulebookProblem[]> {
  const paper = paperOf(order);
  if (Array.isArray(paper)) return paper;
  return order.as === 'docx' ? writeRulesDocx(paper) : typeset('rules', paper);
}

/** Throws Unavailable where it took too long. */
export async function makeRulesPaperInWorker(order: RulesOrder): Promise<Buffer | RulebookProblem[]> {
  const made = await runInWorker<typeof makeRulesPaper>({
    program: 'rules-paper-worker',
    given: [order],
    memoryMaxMb,
    msMax,
  });
  if (made === null) throw new Unavailable('printing the rules took too much time or memory', undefined);
  return Array.isArray(made) ? made : Buffer.from(made);
}

export const rulesMediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
