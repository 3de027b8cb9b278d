import { randomUUID } from 'node:crypto';
import {
  bankLimits,
  type ChangeFound,
  type ChangeQuestions,
  type QuestionState,
  type QuestionsChange,
  type QuestionsChanged,
  type ReviewQuestion,
} from '@hoithi/shared/contract/banks';
import type { Question } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { moveQuestion, writersAfter } from '@hoithi/shared/rules/questions/review-question';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';
import { type BankRow, lockBank, touchBank } from './banks-sql.ts';
import { auditBank, ensureTopics } from './change-banks.ts';
import { mayInBank } from './find-bank.ts';
import {
  countComments,
  type FoundQuestion,
  findSame,
  insertComment,
  insertVersionRows,
  lockQuestions,
  updateQuestionRows,
} from './questions-sql.ts';
import { filterOf } from './read-banks.ts';
import { listFitting } from './search-sql.ts';
import { sameKeyOf, summarizeQuestion } from './summarize-question.ts';

type BanksApp = Pick<App, 'clock' | 'db'>;
type Change = QuestionsChange;
/** What a question becomes by a change. */
type Next = { content: Question; state: QuestionState; topicId: string | null; act: string; comment: string | null };

/** Moves one question on or back. Refuses what `moveQuestion` refuses, and question_changed. SPEC Q13, Q14. */
export async function reviewQuestion(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  questionId: string,
  { restsOn, to, comment }: ReviewQuestion,
): Promise<Result<{ version: number }>> {
  const change = { kind: 'state', to, comment } as const;
  const result = await changeQuestions(app, by, bank, { questions: [{ questionId, restsOn }], change });
  if (!result.ok) return result;
  const [left] = result.value.left;
  return left ? { ok: false, refusal: left.refusal } : accept({ version: restsOn + 1 });
}

type Left = { questionId: string; refusal: Parameters<typeof refuse>[0] };

/**
 * One change of many questions. Each that was seen as it stands and may be changed is; the others stay as they are, and
 * why is answered. SPEC Q13, Q14.
 */
export async function changeQuestions(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  { questions, change }: ChangeQuestions,
): Promise<Result<{ changed: number; left: Left[] }>> {
  return app.db.transaction((tx) => changeIn(tx, app.clock.nowMs(), by, bank, { questions, change }));
}

/**
 * The same change of all that a search finds, in one transaction.
 *
 * Refuses  questions_found_changed, with how many it finds, where that is not the number that was shown; nothing is changed then.
 * Source   SPEC Q27.
 */
export async function changeFound(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  { found: query, expected, change }: ChangeFound,
): Promise<Result<{ changed: number; left: Left[] }>> {
  const key = await mayInBank(app.db, by, bank.id, 'bank:key');
  const filter = filterOf(app, by, bank, query, key);
  return app.db.transaction(async (tx) => {
    await lockBank(tx, bank.id);
    const found = await listFitting(tx, filter, bankLimits.found + 1);
    if (found.length !== expected) return refuse({ code: 'questions_found_changed', count: found.length });
    const questions = found.map(({ id, version }) => ({ questionId: id, restsOn: version }));
    return changeIn(tx, app.clock.nowMs(), by, bank, { questions, change });
  });
}

async function changeIn(
  tx: Queries,
  atMs: number,
  by: Acting,
  bank: BankRow,
  { questions, change }: ChangeQuestions,
): Promise<Result<{ changed: number; left: Left[] }>> {
  const nextNumber = await lockBank(tx, bank.id);
  if (nextNumber === null) return refuse({ code: 'not_found', what: 'bank' });
  const wanted = new Map(questions.map(({ questionId, restsOn }) => [questionId, restsOn]));
  const found = await lockQuestions(tx, bank.id, [...wanted.keys()]);
  const topicId = await topicOf(tx, bank.id, change, atMs);
  if (topicId === undefined) return refuse({ code: 'bank_full', max: bankLimits.topics });
  const known = new Set(found.map(({ id }) => id));
  const left: Left[] = [...wanted.keys()]
    .filter((id) => !known.has(id))
    .map((questionId) => ({ questionId, refusal: { code: 'not_found', what: 'question' } }));
  const next: { question: FoundQuestion; next: Next }[] = [];
  for (const question of found) {
    const judged = await judge(tx, bank.id, question, wanted.get(question.id) ?? 0, change, topicId, by.actor);
    if (!judged.ok) left.push({ questionId: question.id, refusal: judged.refusal });
    else if (judged.value !== null) next.push({ question, next: judged.value });
  }
  await write(tx, by, atMs, next);
  if (next.length > 0) {
    await touchBank(tx, bank.id, nextNumber, atMs);
    await auditBank(tx, by, atMs, `question:${change.kind}`, bank.id, auditedOf(change, next));
  }
  return accept({ changed: next.length, left });
}

/** Which questions were moved, from which states; a text that somebody typed stays with the question. */
const auditedOf = (change: Change, next: readonly { question: FoundQuestion; next: Next }[]) => ({
  questions: next.length,
  numbers: next.slice(0, 100).map(({ question }) => question.number),
  ...(change.kind === 'state'
    ? { before: [...new Set(next.map(({ question }) => question.state))], after: change.to }
    : {}),
});

/** The topic that a change puts questions under; null: none. undefined: it would be one too many. */
async function topicOf(tx: Queries, bankId: string, change: Change, atMs: number): Promise<TopicOf | undefined> {
  if (change.kind !== 'topic' || change.topic === null) return null;
  const topics = await ensureTopics(tx, bankId, [change.topic], atMs);
  return topics === null ? undefined : ([...topics.values()][0] ?? null);
}
type TopicOf = { id: string; name: string } | null;

/** null: it is so already. */
async function judge(
  tx: Queries,
  bankId: string,
  question: FoundQuestion,
  restsOn: number,
  change: Change,
  topic: TopicOf,
  by: string,
): Promise<Result<Next | null>> {
  const { content, version, writers } = question;
  if (version !== restsOn) return refuse({ code: 'question_changed', version });
  const state = question.state as QuestionState;
  const stays = { content, state, topicId: question.topic_id, act: change.kind, comment: null };
  switch (change.kind) {
    case 'topic':
      if (question.topic_id === (topic?.id ?? null)) return accept(null);
      return accept({ ...stays, content: { ...content, topic: topic?.name ?? null }, topicId: topic?.id ?? null });
    case 'difficulty':
      if (content.difficulty === change.difficulty) return accept(null);
      return accept({ ...stays, content: { ...content, difficulty: change.difficulty } });
    case 'tag':
      if (content.tags.includes(change.tag) || content.tags.length >= tagsMax) return accept(null);
      return accept({ ...stays, act: 'tags', content: { ...content, tags: [...content.tags, change.tag] } });
    case 'untag':
      if (!content.tags.includes(change.tag)) return accept(null);
      return accept({
        ...stays,
        act: 'tags',
        content: { ...content, tags: content.tags.filter((tag) => tag !== change.tag) },
      });
    case 'state': {
      const moved = moveQuestion({ state, writers }, change.to, by);
      if (!moved.ok) return moved;
      if (state === 'removed') {
        const [same] = await findSame(tx, bankId, [sameKeyOf(content)]);
        if (same) return refuse({ code: 'question_double', number: same.number });
      }
      return accept({ ...stays, state: change.to, comment: change.comment });
    }
    default:
      return change satisfies never;
  }
}
const tagsMax = 20;

async function write(
  tx: Queries,
  by: Acting,
  atMs: number,
  changes: readonly { question: FoundQuestion; next: Next }[],
): Promise<void> {
  if (changes.length === 0) return;
  await updateQuestionRows(
    tx,
    changes.map(({ question: { id, version, number, writers }, next: { content, state, topicId } }) => ({
      ...summarizeQuestion(content, number),
      ...{ id, version: version + 1, state, topic_id: topicId, changed_at_ms: atMs },
      writers: writersAfter(writers, state),
    })),
  );
  await insertVersionRows(
    tx,
    changes.map(({ question: { id, version }, next: { content, state, act, comment } }) => ({
      ...{ question_id: id, version: version + 1, content, state, act, comment, actor: by.actor, at_ms: atMs },
    })),
  );
}

/** Says something about a question without changing it. SPEC Q13. */
export async function commentQuestion(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  questionId: string,
  text: string,
): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    const [found] = await lockQuestions(tx, bank.id, [questionId]);
    if (!found) return refuse({ code: 'not_found', what: 'question' });
    if ((await countComments(tx, questionId)) >= bankLimits.comments)
      return refuse({ code: 'bank_full', max: bankLimits.comments });
    const comment = { id: randomUUID(), question_id: questionId, version: found.version, text };
    await insertComment(tx, { ...comment, actor: by.actor, at_ms: atMs });
    await auditBank(tx, by, atMs, 'question:comment', questionId, { version: found.version });
    return accept(null);
  });
}

/** What is answered of a change of many. */
export const changedView = ({ changed, left }: { changed: number; left: readonly Left[] }): QuestionsChanged => ({
  changed,
  left: left.map(({ questionId, refusal }) => ({ questionId, why: refusal.code })),
});
