import type { ExportQuery } from '@hoithi/shared/contract/banks';
import { limits } from '@hoithi/shared/contract/limits';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { readUpload } from '../documents/read-upload.ts';
import type { Exported, exportQuestions } from '../questions/export/export-questions.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import type { BankRow } from './banks-sql.ts';
import { auditBank } from './change-banks.ts';
import { mayInBank } from './find-bank.ts';
import { filterOf } from './read-banks.ts';
import { readFitting } from './search-sql.ts';

/** The one format that says no key. */
const keyless = 'docx';

/**
 * The questions of a bank, narrowed as its list is, as a file. Written in a thread within time and memory, and in the trail.
 *
 * Refuses  not_allowed, where the format says keys and the sender may not read them; too_many_questions; nothing_to_do where
 *          no question fits.
 * Source   SPEC Q17, Q10.
 */
export async function exportBank(
  app: Pick<App, 'clock' | 'db'>,
  by: Acting,
  bank: BankRow,
  query: ExportQuery,
): Promise<Result<Exported>> {
  const { format, ...list } = query;
  const key = await mayInBank(app.db, by, bank.id, 'bank:key');
  if (!key && format !== keyless) return outOfScope({ code: 'not_allowed' });
  const filter = filterOf(app, by, bank, list, key);
  const max = limits.questionsPerFileMax;
  const rows = await readFitting(app.db, filter, max + 1);
  if (rows.length > max) return refuse({ code: 'too_many_questions', have: rows.length, max });
  if (rows.length === 0) return refuse({ code: 'nothing_to_do' });
  const questions = rows.map(({ content, topic }): QuestionDraft => ({ ...content, topic }));
  const exported = await readUpload<typeof exportQuestions>({
    program: 'question-export-worker',
    given: [questions, format],
    msMax: limits.fileReadMsMax,
  });
  if (exported === null) return refuse({ code: 'too_many_questions', have: rows.length, max });
  await auditBank(app.db, by, app.clock.nowMs(), 'bank:export', bank.id, {
    format,
    questions: exported.written,
    withKey: format !== keyless,
  });
  return accept(exported);
}
