import { writeRulesDocx } from '../documents/rules/rules-docx.ts';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import { typeset } from '../documents/typeset.ts';
import { workHere } from '../platform/jobs/in-worker.ts';

/** A paper about a result as PDF or DOCX; the same sheet as the printed rules. */
export const makeResultPaper = (paper: RulesPaper, as: 'pdf' | 'docx'): Promise<Buffer> =>
  as === 'docx' ? writeRulesDocx(paper) : typeset('rules', paper);

await workHere(makeResultPaper);
