import type { z } from 'zod';
import type { OpenQuestion } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';

type Kind = OpenQuestion['kind'];
export type Put = { ok: true; draft: RulesDraft } | { ok: false; issue: string };

/** One offered answer and what it puts into the rules. */
export type Choice<T> = { value: string; puts: T; label: LocalText };

/** One thing a plan may leave open: when it is asked, and what an answer changes in the draft. */
export type PlanQuestion = {
  id: string;
  isOpen: (draft: RulesDraft) => boolean;
  toOpenQuestion: (draft: RulesDraft) => OpenQuestion;
  put: (draft: RulesDraft, answer: unknown) => Put;
};

type Wording<T> = {
  id: string;
  path?: string; // the place in Rules; the id where the two are the same
  kind: Kind;
  prompt: LocalText;
  choices?: readonly { value: string; label: LocalText }[];
  example: string | null | ((draft: RulesDraft) => string | null);
  isOpen: (draft: RulesDraft) => boolean;
  read: z.ZodType<T>;
  put: (draft: RulesDraft, value: T) => RulesDraft | { issue: string };
};

/** Ties a question's words to the schema of its answer and to the place the answer goes. Source: SPEC R3, O1. */
export function planQuestion<T>(wording: Wording<T>): PlanQuestion {
  const { id, kind, prompt, isOpen } = wording;
  return {
    id,
    isOpen,
    toOpenQuestion: (draft) => ({
      id,
      path: wording.path ?? id,
      prompt,
      kind,
      choices: wording.choices?.map(({ value, label }) => ({ value, label })) ?? null, // nothing else of a choice leaves
      example: typeof wording.example === 'function' ? wording.example(draft) : wording.example,
    }),
    put: (draft, answer) => {
      const read = wording.read.safeParse(answer);
      if (!read.success) return { ok: false, issue: read.error.issues[0]?.message ?? 'không đọc được' };
      const after = wording.put(draft, read.data);
      return 'issue' in after ? { ok: false, issue: after.issue } : { ok: true, draft: after };
    },
  };
}
