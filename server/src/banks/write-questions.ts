import { randomUUID } from 'node:crypto';
import { type AddQuestions, bankLimits, type QuestionsAdded, type SaveQuestion } from '@hoithi/shared/contract/banks';
import type { Question, QuestionDraft } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isSame } from '@hoithi/shared/rulebook/draft/changes';
import { foldText } from '@hoithi/shared/rules/fold';
import { withWriter } from '@hoithi/shared/rules/questions/review-question';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';
import { type BankRow, lockBank, touchBank } from './banks-sql.ts';
import { auditBank, ensureTopics } from './change-banks.ts';
import {
  countQuestions,
  findSame,
  insertQuestionRows,
  insertVersionRows,
  lockQuestions,
  updateQuestionRows,
} from './questions-sql.ts';
import { sameKeyOf, summarizeQuestion } from './summarize-question.ts';
import { checkMedia, useMedia } from './take-media.ts';

type BanksApp = Pick<App, 'clock' | 'db'>;
type By = Pick<Acting, 'actor' | 'organizationId'>;

/**
 * Adds questions as drafts, in one transaction. One that the bank has already, or that stands twice in the message, is not
 * added; so the same message sent again, or by two people at once, adds nothing twice. SPEC Q11, Q6.
 */
export async function addQuestions(
  app: BanksApp,
  by: By,
  bank: Pick<BankRow, 'id'>,
  message: AddQuestions,
): Promise<Result<QuestionsAdded>> {
  return app.db.transaction((tx) => addQuestionsIn(tx, app.clock.nowMs(), by, bank.id, message));
}

export async function addQuestionsIn(
  tx: Queries,
  atMs: number,
  by: By,
  bankId: string,
  { questions, act }: AddQuestions,
): Promise<Result<QuestionsAdded>> {
  const nextNumber = await lockBank(tx, bankId);
  if (nextNumber === null) return refuse({ code: 'not_found', what: 'bank' });
  const { fresh, doubles } = await withoutDoubles(tx, bankId, questions);
  const shown = await checkMedia(
    tx,
    by.organizationId,
    fresh.map(({ draft }) => draft),
  );
  if (!shown.ok) return shown;
  if ((await countQuestions(tx, bankId)) + fresh.length > bankLimits.questions)
    return refuse({ code: 'bank_full', max: bankLimits.questions });
  const topics = await ensureTopics(
    tx,
    bankId,
    fresh.flatMap(({ draft }) => draft.topic ?? []),
    atMs,
  );
  if (topics === null) return refuse({ code: 'bank_full', max: bankLimits.topics });
  const made = fresh.map(({ at, draft }, index) => {
    const topic = draft.topic === null ? undefined : topics.get(foldText(draft.topic) || draft.topic);
    const id = randomUUID();
    const question: Question = { ...draft, id, topic: topic?.name ?? null };
    const head = { id, version: 1, state: 'draft', topic_id: topic?.id ?? null, writers: [by.actor] };
    const number = nextNumber + index;
    return { at, question, row: { ...summarizeQuestion(question, number), ...head, number, changed_at_ms: atMs } };
  });
  if (made.length > 0) {
    await insertQuestionRows(
      tx,
      bankId,
      made.map(({ row }) => row),
    );
    await insertVersionRows(
      tx,
      made.map(({ question, row }) => ({
        question_id: row.id,
        version: 1,
        content: question,
        state: 'draft',
        act,
        comment: null,
        actor: by.actor,
        at_ms: atMs,
      })),
    );
    await useMedia(
      tx,
      bankId,
      made.map(({ question }) => ({ id: question.id ?? '', media: question.media })),
    );
    await touchBank(tx, bankId, nextNumber + made.length, atMs);
    const numbers = [nextNumber, nextNumber + made.length - 1];
    await auditBank(tx, by, atMs, `question:${act}`, bankId, { questions: made.length, numbers: numbers.join('-') });
  }
  const added = made.map(({ at, row }) => ({ at, questionId: row.id, number: row.number }));
  return accept({ added, doubles });
}

type Doubles = QuestionsAdded['doubles'];
async function withoutDoubles(
  tx: Queries,
  bankId: string,
  drafts: readonly QuestionDraft[],
): Promise<{ fresh: { at: number; draft: QuestionDraft }[]; doubles: Doubles }> {
  const keys = drafts.map(sameKeyOf);
  const stored = new Map((await findSame(tx, bankId, keys)).map(({ same_key, number }) => [same_key, number]));
  const seen = new Set<string>();
  const fresh: { at: number; draft: QuestionDraft }[] = [];
  const doubles: Doubles = [];
  for (const [at, draft] of drafts.entries()) {
    const key = keys[at] ?? '';
    const number = stored.get(key);
    if (number !== undefined || seen.has(key)) doubles.push({ at, number: number ?? null });
    else fresh.push({ at, draft });
    seen.add(key);
  }
  return { fresh, doubles };
}

/**
 * Saves what somebody made of a version as the next one, as a draft. Where the question has moved on nothing is saved, and both
 * are for the sender to compare; the same content again is the same save. SPEC Q14.
 *
 * Refuses  question_changed, question_double, bank_full where its topic would be one too many, not_found for a picture or sound
 *          that the organization does not have.
 */
export async function saveQuestion(
  app: BanksApp,
  by: By,
  bank: BankRow,
  questionId: string,
  { restsOn, question: draft }: SaveQuestion,
): Promise<Result<{ version: number; state: string }>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    const nextNumber = await lockBank(tx, bank.id);
    const [found] = await lockQuestions(tx, bank.id, [questionId]);
    if (nextNumber === null || !found) return refuse({ code: 'not_found', what: 'question' });
    const topics = await ensureTopics(tx, bank.id, draft.topic === null ? [] : [draft.topic], atMs);
    if (topics === null) return refuse({ code: 'bank_full', max: bankLimits.topics });
    const topic = [...topics.values()][0];
    const content: Question = { ...draft, id: questionId, topic: topic?.name ?? null };
    if (
      isSame(JSON.parse(JSON.stringify(content)), found.content as never) &&
      topic?.id === (found.topic_id ?? undefined)
    )
      return accept({ version: found.version, state: found.state }); // a lost answer is no conflict
    if (found.version !== restsOn) return refuse({ code: 'question_changed', version: found.version });
    const same = (await findSame(tx, bank.id, [sameKeyOf(content)])).find(({ id }) => id !== questionId);
    if (same) return refuse({ code: 'question_double', number: same.number });
    const shown = await checkMedia(tx, by.organizationId, [content]);
    if (!shown.ok) return shown;
    await useMedia(tx, bank.id, [content]);
    const version = restsOn + 1;
    const head = { id: questionId, version, state: 'draft', topic_id: topic?.id ?? null, changed_at_ms: atMs };
    const writers = withWriter(found.writers, by.actor);
    await updateQuestionRows(tx, [{ ...summarizeQuestion(content, found.number), ...head, writers }]);
    const made = { question_id: questionId, version, content, state: 'draft', act: 'write', comment: null };
    await insertVersionRows(tx, [{ ...made, actor: by.actor, at_ms: atMs }]);
    await touchBank(tx, bank.id, nextNumber, atMs);
    if (found.state !== 'draft')
      await auditBank(tx, by, atMs, 'question:write', questionId, { before: found.state, after: 'draft', version });
    return accept({ version, state: 'draft' });
  });
}
