import { z } from 'zod';
import type { OpenQuestion } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { silentPlan } from '../presets/preset.ts';

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

const {
  timezone: _timezone,
  rounds: _rounds,
  prediction: _prediction,
  exclusions: _exclusions,
  unitTargets: _targets,
  ...groups
} = silentPlan;
type GroupKey = keyof typeof groups;

/** Writes values into one group of the draft; what else stands in the group stays. The draft given is not changed. */
export function putInDraft<K extends GroupKey>(
  draft: RulesDraft,
  group: K,
  values: Partial<NonNullable<RulesDraft[K]>>,
): RulesDraft {
  return { ...draft, [group]: { ...groups[group], ...draft[group], ...values } };
}

/** A whole number within bounds, as a number or typed as digits. */
export function readInteger(min: number, max: number) {
  const message = `cần một số nguyên từ ${min} đến ${max}`;
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .trim()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      message,
    )
    .pipe(z.number(message).int(message).min(min, message).max(max, message));
}

/** A whole number within bounds, or 0 for "none", which becomes null. */
export function readIntegerOrNone(min: number, max: number) {
  const message = `cần số 0 (không áp dụng) hoặc một số nguyên từ ${min} đến ${max}`;
  return readInteger(0, max)
    .refine((value) => value === 0 || value >= min, message)
    .transform((value) => (value === 0 ? null : value));
}

export function readBoolean() {
  const word = z.enum(['true', 'false']).transform((value) => value === 'true');
  return z.union([z.boolean(), word], 'cần chọn “có” hoặc “không”');
}

/** One of the offered values; gives back what that choice puts into the rules. */
export function readChoice<T>(choices: readonly { value: string; puts: T }[]): z.ZodType<T> {
  const message = 'cần chọn một trong các phương án đã nêu';
  return z.string(message).transform((value, context) => {
    const chosen = choices.find((choice) => choice.value === value);
    if (chosen !== undefined) return chosen.puts;
    context.issues.push({ code: 'custom', message, input: value });
    return z.NEVER;
  });
}

/** HH:MM as minutes after midnight; 24:00 is the end of the day. */
export function readClock() {
  const message = 'cần giờ và phút dạng 18:00, muộn nhất là 24:00';
  return z
    .string(message)
    .trim()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, message)
    .transform((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
}

/** An instant with its offset, as epoch milliseconds. */
export function readInstant() {
  const message = 'cần ngày giờ đầy đủ kèm múi giờ, ví dụ 2026-03-02T00:00:00+07:00';
  return z.iso.datetime({ offset: true, error: message }).transform((instant) => Date.parse(instant));
}
