import type { QuestionItem } from '../../contract/question.ts';
import type { Given } from '../../rules/questions/read-given.ts';
import type { QuizPoints } from '../model/round.ts';
import type { AttemptFacts, DecidedFacts, Facts } from './facts.ts';
import { type Marked, markAttempt } from './mark-attempt.ts';

/** What is right of a question from a decision on: other options, nothing of it counts, or everybody has it right. */
export type CorrectedKey = string[] | 'drop' | 'everybody';

/** What a committee decides on a result. Attempts, people and rounds by the ids that the facts have. SPEC F14. */
export type Decision =
  | { kind: 'void' | 'restore'; attemptId: string }
  | { kind: 'exclude' | 'include'; personId: string }
  | { kind: 'key'; questionId: string; right: CorrectedKey }
  /** Time in which no time ran. */
  | { kind: 'incident'; roundId: string; fromMs: number; toMs: number }
  /** `draw`: it was drawn; then it is also about fewer of them. `show`: the run that it was played in. */
  | { kind: 'order'; list: string; ids: string[]; draw?: string; show?: string }
  | { kind: 'lots'; award: string; ids: string[]; draw?: string };
export type MadeDecision = Decision & { no: number; atMs: number };

/** One question of an attempt whose key was corrected, with what was given last. */
export type SatQuestion = { questionId: string; item: QuestionItem; level: string | null; given: Given | null };
/** Time that counted; `toLastChange`: it lies before the last answer. */
export type Span = { fromMs: number; toMs: number; toLastChange: boolean };
/** An attempt with what decisions look at: questions whose key was corrected, spans that an incident may cut. */
export type DecidedOn = AttemptFacts & { attemptId: string; sat?: readonly SatQuestion[]; spans?: readonly Span[] };

/**
 * The facts as decisions leave them, in the order in which they were made: of several on the same thing the last holds. What
 * was decided after the close changes no prediction that counts as things stood at the close.
 *
 * Units   instants are epoch milliseconds.
 * Source  SPEC F14, M5, M8.
 */
export function decideFacts(
  facts: Omit<Facts, 'attempts'> & { attempts: readonly DecidedOn[] },
  decisions: readonly MadeDecision[],
  roundOf: (roundId: string) => { closesAtMs: number; points: QuizPoints } | null,
): DecidedFacts {
  if (decisions.length === 0) return facts;
  const decided = new Decisions(decisions);
  const atClose = new Map<string, Decisions>();
  const untilClose = ({ roundId }: AttemptFacts) => {
    const closesAtMs = roundOf(roundId)?.closesAtMs ?? 0;
    const known = atClose.get(roundId) ?? new Decisions(decisions.filter(({ atMs }) => atMs < closesAtMs));
    atClose.set(roundId, known);
    return known;
  };
  const pointsOf = ({ roundId }: AttemptFacts) => roundOf(roundId)?.points ?? null;
  const orders = decisions.flatMap((each) =>
    each.kind === 'order' ? [{ list: each.list, ids: each.ids, drawn: each.draw !== undefined }] : [],
  );
  const lots = decisions.flatMap((each) => (each.kind === 'lots' ? [{ award: each.award, ids: each.ids }] : []));
  return {
    ...facts,
    attempts: facts.attempts.map((attempt) => decided.apply(attempt, pointsOf(attempt))),
    attemptsAtClose: facts.attempts.map((attempt) => untilClose(attempt).apply(attempt, pointsOf(attempt))),
    orders: [...orders.toReversed(), ...facts.orders], // the newest first
    lots: [...lots.toReversed(), ...facts.lots],
  };
}

/** What some decisions make of one attempt. */
export class Decisions {
  readonly #voids = new Map<string, number | null>();
  readonly #excluded = new Map<string, number | null>();
  readonly #keys = new Map<string, CorrectedKey>();
  readonly #stops = new Map<string, [fromMs: number, toMs: number][]>();

  constructor(made: readonly MadeDecision[]) {
    for (const each of made.toSorted((one, other) => one.no - other.no)) {
      if (each.kind === 'void' || each.kind === 'restore')
        this.#voids.set(each.attemptId, each.kind === 'void' ? each.atMs : null);
      if (each.kind === 'exclude' || each.kind === 'include')
        this.#excluded.set(each.personId, each.kind === 'exclude' ? each.atMs : null);
      if (each.kind === 'key') this.#keys.set(each.questionId, each.right);
      if (each.kind === 'incident')
        this.#stops.set(each.roundId, [...(this.#stops.get(each.roundId) ?? []), [each.fromMs, each.toMs]]);
    }
  }

  /** Whether an attempt does not count; `before`: what was said of it before these decisions. */
  isVoid(attemptId: string, personId: string, before: boolean): boolean {
    const excluded = this.#excluded.get(personId) ?? null;
    const own = this.#voids.get(attemptId);
    if (excluded !== null) return true;
    return own === undefined ? before && !this.#excluded.has(personId) : own !== null;
  }

  /** The same object where nothing was decided about it. */
  apply<A extends DecidedOn>(attempt: A, points: QuizPoints | null): A {
    const own = this.#voids.get(attempt.attemptId);
    const voidedAtMs = this.#excluded.get(attempt.personId) ?? (own === undefined ? attempt.voidedAtMs : own);
    const stopped = this.#stoppedOf(attempt);
    const marked = points === null ? attempt : this.#markedAnew(attempt, points);
    const isSame = marked === attempt && voidedAtMs === attempt.voidedAtMs && stopped.all === 0;
    if (isSame) return attempt;
    return {
      ...marked,
      voidedAtMs,
      elapsedMs: Math.max(0, attempt.elapsedMs - stopped.all),
      elapsedToLastChangeMs: Math.max(0, attempt.elapsedToLastChangeMs - stopped.toLastChange),
    };
  }

  #stoppedOf({ roundId, spans = [] }: DecidedOn): { all: number; toLastChange: number } {
    const stops = joinStretches(this.#stops.get(roundId) ?? []);
    const stopped = { all: 0, toLastChange: 0 };
    for (const { fromMs, toMs, toLastChange } of spans) {
      for (const [from, to] of stops) {
        const both = Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
        stopped.all += both;
        if (toLastChange) stopped.toLastChange += both;
      }
    }
    return stopped;
  }

  #markedAnew<A extends DecidedOn>(attempt: A, points: QuizPoints): A {
    const corrected = (attempt.sat ?? []).filter(({ questionId }) => this.#keys.has(questionId));
    if (corrected.length === 0) return attempt;
    const anew = { ...attempt, rightByLevel: { ...attempt.rightByLevel } };
    for (const question of corrected) {
      const before = markOne(question, points);
      const after = markCorrected(question, this.#keys.get(question.questionId) ?? 'drop', points);
      for (const figure of ['points', 'pointsMax', 'right', 'wrong', 'blank'] as const)
        anew[figure] += after[figure] - before[figure];
      const { level } = question;
      if (level !== null) anew.rightByLevel[level] = (anew.rightByLevel[level] ?? 0) + after.right - before.right;
    }
    return anew;
  }
}

/** Stretches of time that lie over each other or touch, as one. */
function joinStretches(stretches: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [from, to] of stretches.toSorted(([one], [other]) => one - other)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

type Mark = Omit<Marked, 'rightByLevel'>;

function markOne({ questionId, item, level, given }: SatQuestion, points: QuizPoints): Mark {
  const key = [{ questionId, item, level }];
  return markAttempt(key, new Map(given ? [[questionId, given]] : []), { ...points, start: 0 });
}

/** A question of one option may have several right ones: whoever chose any of them is right. Source: SPEC F15. */
function markCorrected(question: SatQuestion, right: CorrectedKey, points: QuizPoints): Mark {
  if (right === 'drop') return { points: 0, pointsMax: 0, right: 0, wrong: 0, blank: 0 };
  const { item, given, level } = question;
  if (right === 'everybody') {
    const { right: full } = (level === null ? undefined : points.byLevel[level]) ?? points.default;
    return { points: full, pointsMax: full, right: 1, wrong: 0, blank: 0 };
  }
  if (!('right' in item)) return markOne(question, points);
  const chosen = given?.optionIds[0];
  const isOne = item.kind === 'one' || item.kind === 'true-false';
  const own = isOne && chosen !== undefined && right.includes(chosen) ? [chosen] : isOne ? right.slice(0, 1) : right;
  return markOne({ ...question, item: { ...item, right: own } }, points);
}
