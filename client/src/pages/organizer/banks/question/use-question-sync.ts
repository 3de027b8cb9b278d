import type { QuestionsAdded, QuestionView } from '@hoithi/shared/contract/banks';
import type { Json } from '@hoithi/shared/contract/json';
import { type Question, QuestionDraft } from '@hoithi/shared/contract/question';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { refuse } from '@hoithi/shared/contract/result';
import { applyChange, type Conflict, isSame, mergeChanges, valueAt } from '@hoithi/shared/rulebook/draft/changes';
import { useState } from 'react';
import { getJson, postJson } from '../../../../connection/api.ts';
import { apiPath } from '../bank-query.ts';

/** What both changed, to be decided; `merged`: what can be put together without. */
export type Meeting = { theirs: QuestionView; merged: Question; conflicts: Conflict[] };
export type Saved = { questionId: string; question: Question; version: number; merged: boolean };

/** A question as JSON, as the merging of two versions compares it. */
const jsonOf = (question: unknown) => JSON.parse(JSON.stringify(question)) as Json;

/**
 * Saves a question on the version that was opened. What somebody else saved meanwhile is put together with it; what cannot be
 * is handed out for a decision. SPEC Q14.
 */
export function useQuestionSync(bankId: string, opened: QuestionView | null) {
  const [base, setBase] = useState({ version: opened?.version ?? 0, question: opened?.question ?? null });
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const api = apiPath(bankId);

  async function add(question: QuestionDraft): Promise<Saved | null> {
    const added = await postJson<QuestionsAdded>(`${api}/questions`, { questions: [question], act: 'write' });
    if (!added.ok) return fail(added.refusal);
    const [one] = added.value.added;
    if (!one) return fail(refuse({ code: 'question_double', number: added.value.doubles[0]?.number ?? 0 }).refusal);
    return { questionId: one.questionId, question: { ...question, id: one.questionId }, version: 1, merged: false };
  }
  async function change(
    questionId: string,
    question: QuestionDraft,
    from: typeof base,
    merged: boolean,
  ): Promise<Saved | null> {
    const path = `${api}/questions/${questionId}`;
    const saved = await postJson<{ version: number }>(`${path}/save`, { restsOn: from.version, question });
    if (saved.ok) {
      const now = { ...question, id: questionId };
      setBase({ version: saved.value.version, question: now });
      return { questionId, question: now, version: saved.value.version, merged };
    }
    if (saved.refusal.code !== 'question_changed' || merged) return fail(saved.refusal);
    const theirs = await getJson<QuestionView>(path);
    if (!theirs.ok) return fail(theirs.refusal);
    if (!theirs.value.question) return fail(saved.refusal);
    const mine = jsonOf({ ...question, id: questionId });
    const result = mergeChanges(jsonOf(from.question), mine, jsonOf(theirs.value.question));
    const together = { version: theirs.value.version, question: theirs.value.question };
    const whole = QuestionDraft.safeParse(result.merged);
    if (result.conflicts.length === 0 && whole.success) return change(questionId, whole.data, together, true);
    // Parts that fit each alone, and not together: a right option of one that the other took out.
    const key = ['kind', 'options', 'right', 'value', 'accepted'].flatMap((step): Conflict[] => {
      const [own, other] = [valueAt(mine, [step]), valueAt(jsonOf(theirs.value.question), [step])];
      return isSame(own, other) ? [] : [{ place: [step], mine: own, theirs: other }];
    });
    const conflicts = result.conflicts.length > 0 ? result.conflicts : key;
    setMeeting({ theirs: theirs.value, merged: result.merged as Question, conflicts });
    return null;
  }
  function fail(why: Refusal): null {
    setRefusal(why);
    return null;
  }
  async function working(work: () => Promise<Saved | null>): Promise<Saved | null> {
    if (busy) return null;
    setBusy(true);
    setRefusal(null);
    try {
      return await work();
    } finally {
      setBusy(false);
    }
  }
  const save = (question: QuestionDraft) =>
    working(() => (opened === null ? add(question) : change(opened.questionId, question, base, false)));
  /** What becomes of the meeting once somebody chose which of their own parts stay. */
  function decide(mine: readonly Conflict[]): Promise<Saved | null> {
    if (!meeting || !opened) return Promise.resolve(null);
    const { theirs, merged } = meeting;
    const decided = mine.reduce<Json | undefined>(
      (all, { place, mine: after }) => applyChange(all, { place, after }),
      jsonOf(merged),
    );
    const whole = QuestionDraft.safeParse(decided);
    setMeeting(null);
    const from = { version: theirs.version, question: theirs.question };
    setBase(from);
    return working(async () =>
      whole.success ? change(opened.questionId, whole.data, from, true) : fail({ code: 'malformed', issues: [] }),
    );
  }
  return { save, decide, meeting, refusal, busy };
}
