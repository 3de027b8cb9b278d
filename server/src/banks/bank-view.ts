import type {
  BankCard,
  BankMay,
  BankTopic,
  BankView,
  KeylessQuestion,
  QuestionRow,
  QuestionState,
  QuestionView,
} from '@hoithi/shared/contract/banks';
import { questionStates } from '@hoithi/shared/contract/banks';
import type { Question, QuestionKind } from '@hoithi/shared/contract/question';
import { letterOutOfBalance } from '@hoithi/shared/rules/questions/warn-questions';
import type { BankCountRow, BankRow, TopicRow } from './banks-sql.ts';
import type { CommentRow, VersionRow } from './questions-sql.ts';
import type { HeadRow } from './search-sql.ts';

/** What staff see of banks. Whoever may not read keys gets no key, no explanation, no history and no warning that gives it away. SPEC Q12. */

export function viewCard(bank: BankRow, counts: readonly BankCountRow[]): BankCard {
  const of = (...states: QuestionState[]) =>
    counts
      .filter(({ bank_id, state }) => bank_id === bank.id && states.includes(state as QuestionState))
      .reduce((sum, { questions }) => sum + questions, 0);
  return {
    bankId: bank.id,
    name: bank.name,
    ofProgram: bank.origin === 'program',
    questions: of('draft', 'returned', 'reviewed', 'approved'),
    approved: of('approved'),
    waiting: of('draft', 'reviewed'),
    changedAtMs: bank.changed_at_ms,
  };
}

export function viewBank(
  bank: BankRow,
  facts: {
    counts: readonly BankCountRow[];
    may: BankMay;
    topics: readonly TopicRow[];
    byTopic: readonly { topic_id: string | null; state: string; questions: number }[];
    tags: BankView['tags'];
    warnings: BankView['warnings'];
    places: readonly { place: number; questions: number }[];
  },
): BankView {
  const { counts, may, byTopic } = facts;
  const states = Object.fromEntries(
    questionStates.map((state) => [state, counts.find((each) => each.state === state)?.questions ?? 0]),
  ) as BankView['states'];
  const places = new Map(facts.places.map(({ place, questions }) => [place, questions]));
  return {
    ...viewCard(bank, counts),
    may,
    states,
    topics: facts.topics.map(({ id, name }): BankTopic => {
      const own = byTopic.filter(({ topic_id }) => topic_id === id);
      const sum = (rows: typeof own) => rows.reduce((all, { questions }) => all + questions, 0);
      const approved = sum(own.filter(({ state }) => state === 'approved'));
      return { topicId: id, name, questions: sum(own), approved };
    }),
    tags: facts.tags,
    warnings: may.key ? facts.warnings : [],
    unbalancedLetter: may.key ? letterOutOfBalance(places) : null,
  };
}

/** `today`: an ISO date in Vietnam. */
export function viewRow(
  row: HeadRow,
  { actor, today, key }: { actor: string; today: string; key: boolean },
): QuestionRow {
  const expired = row.source_until !== null && row.source_until < today ? ['source_expired'] : [];
  return {
    questionId: row.id,
    number: row.number,
    version: row.version,
    state: row.state as QuestionState,
    kind: row.kind as QuestionKind,
    text: row.text,
    topicId: row.topic_id,
    difficulty: row.difficulty,
    audiences: row.audiences,
    tags: row.tags,
    practiceOnly: row.practice_only,
    warnings: key ? [...row.warnings, ...expired] : [],
    changedAtMs: row.changed_at_ms,
    own: row.writers.includes(actor),
  };
}

export function keylessOf(question: Question): KeylessQuestion {
  const { id, kind, text, topic, difficulty, audiences, media } = question;
  return {
    id,
    kind,
    text,
    topic,
    difficulty,
    audiences,
    media,
    options: 'options' in question ? question.options : [],
  };
}

export function viewQuestion(
  row: QuestionRow,
  facts: {
    key: boolean;
    versions: readonly (Omit<VersionRow, 'question_id' | 'actor'> & { by: string | null })[];
    comments: readonly CommentRow[];
    topic: string | null;
  },
): QuestionView | null {
  const { key, versions, topic } = facts;
  const newest = versions[0]?.content;
  if (!newest) return null;
  const question = { ...newest, topic };
  return {
    ...row,
    question: key ? question : null,
    keyless: keylessOf(question),
    comments: key ? facts.comments.map(({ text, by, at_ms, version }) => ({ text, by, atMs: at_ms, version })) : [],
    versions: versions.map(({ version, state, act, comment, by, at_ms, content }) => ({
      ...{ version, state: state as QuestionState, act, by, atMs: at_ms },
      comment: key ? comment : null,
      question: key ? content : null,
    })),
  };
}
