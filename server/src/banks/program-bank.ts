import { randomUUID } from 'node:crypto';
import { type Question, questionOfBank } from '@hoithi/shared/contract/question';
import type { QuestionFile } from '@hoithi/shared/contract/question-bank';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { line } from '@hoithi/shared/contract/text';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { programPath } from '../platform/programs.ts';
import { readBank, readContent } from '../questions/program-questions.ts';
import type { Acting } from '../web/sessions.ts';
import { insertBank } from './banks-sql.ts';
import { auditBank } from './change-banks.ts';
import { addQuestionsIn } from './write-questions.ts';

const About = z.strictObject({ name: line(1, 120), tag: line(1, 60) });

/**
 * Makes a bank of the questions that come with the program, once for an organization. They are drafts, and each has the tag
 * that says it is to be checked against its source. SPEC Q18.
 */
export async function makeProgramBank(
  app: Pick<App, 'clock' | 'db'>,
  by: Pick<Acting, 'actor' | 'organizationId'>,
): Promise<Result<{ bankId: string }>> {
  const { name, tag } = await readContent(programPath('server/content/bank.json'), About);
  const questions = (await readBank()).flatMap((file) => questionsOf(file, tag));
  const [bankId, atMs] = [randomUUID(), app.clock.nowMs()];
  return app.db.transaction(async (tx) => {
    const bank = { id: bankId, organization_id: by.organizationId, name, origin: 'program' };
    if (!(await insertBank(tx, { ...bank, made_by: by.actor, made_at_ms: atMs })))
      return refuse({ code: 'nothing_to_do' });
    await auditBank(tx, by, atMs, 'bank:make', bankId, { before: null, after: name, origin: 'program' });
    const added = await addQuestionsIn(tx, atMs, by, bankId, { questions, act: 'import' });
    return added.ok ? accept({ bankId }) : added;
  });
}

const questionsOf = (file: QuestionFile, tag: string): Question[] =>
  file.questions.map((stored) => {
    const question = questionOfBank(stored, file.title.vi);
    const { source } = question;
    return { ...question, tags: [tag], source: source && { ...source, date: dayIn(source.document) } };
  });

/** The day of a document that names one day: "ngày 06/01/2022". */
function dayIn(document: string): string | null {
  const days = [...document.matchAll(/\bngày (\d{1,2})\/(\d{1,2})\/(\d{4})\b/g)];
  const [, day = '', month = '', year = ''] = days[0] ?? [];
  return days.length === 1 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
