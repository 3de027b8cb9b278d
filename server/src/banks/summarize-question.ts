import { createHash } from 'node:crypto';
import type { Question, QuestionDraft } from '@hoithi/shared/contract/question';
import { foldText } from '@hoithi/shared/rules/fold';
import { sameTextOf } from '@hoithi/shared/rules/questions/find-doubles';
import { rightPlaceOf, warnQuestion } from '@hoithi/shared/rules/questions/warn-questions';
import type { QuestionHead } from './questions-sql.ts';

/** Before every day: a source that has expired is found by its date when a list is read. */
const beforeAll = '0000-01-01';

/** What makes two questions the same: their texts and options, and what is shown beside them. SPEC Q6. */
export function sameKeyOf(question: QuestionDraft): string {
  const media = question.media.map(({ hash }) => hash).join();
  return createHash('sha256')
    .update(`${sameTextOf(question)}\n\n${media}`)
    .digest('base64url')
    .slice(0, 22);
}

/** What a search finds a question by: its number, text, options, source and tags. Nothing that gives the key away. SPEC Q15. */
function wordsOf(question: Question, number: number): string {
  const options = 'options' in question ? question.options.map(({ text }) => text) : [];
  const { source, tags, translations } = question;
  const others = Object.values(translations).map(({ text }) => text);
  return `${number} ${foldText([question.text, ...options, source?.document, source?.clause, ...tags, ...others].join(' '))}`;
}

/** The columns that lists and searches read. SPEC Q15. */
export function summarizeQuestion(
  question: Question,
  number: number,
): Omit<QuestionHead, 'id' | 'version' | 'state' | 'topic_id' | 'writers' | 'changed_at_ms'> {
  return {
    kind: question.kind,
    difficulty: question.difficulty,
    audiences: question.audiences,
    tags: question.tags,
    practice_only: question.practiceOnly,
    text: question.text,
    words: wordsOf(question, number),
    same_key: sameKeyOf(question),
    warnings: warnQuestion(question, { shuffled: true, today: beforeAll }).map(({ reason }) => reason),
    source_until: question.source?.validTo ?? null,
    right_place: rightPlaceOf(question),
  };
}

/** A query as PostgreSQL searches it: every word, each as the beginning of one. null: nothing to search by. */
export function searchWordsOf(text: string): string | null {
  const words = foldText(text).split(' ').filter(Boolean).slice(0, 12);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}
