import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type Decision, Decisions, type MadeDecision } from '@hoithi/shared/rulebook/judge/decide';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { readDecidedAttempts } from '../round/decisions-sql.ts';
import { isContestantOf } from './result-sql.ts';

const nothing = accept(null);

/**
 * Whether a decision is about something of this round, and says anything new.
 *
 * Refuses  not_found (attempt, person, question), malformed (options that the question has not, an incident outside the round),
 *          nothing_to_do where it stands so already; draw_refused `lots` for an order that the rules leave to lots.
 * Source   SPEC F14, F15.
 */
export async function checkDecision(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  decision: Decision,
  made: readonly MadeDecision[],
): Promise<Result<null>> {
  switch (decision.kind) {
    case 'void':
    case 'restore': {
      const [attempt] = await readDecidedAttempts(db, round.roundId, [decision.attemptId], []);
      if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
      const isVoid = new Decisions(made).isVoid(attempt.id, attempt.contestant_id, attempt.voided);
      return isVoid === (decision.kind === 'void') ? refuse({ code: 'nothing_to_do' }) : nothing;
    }
    case 'exclude':
    case 'include': {
      if (!(await isContestantOf(db, contest.contestId, decision.personId)))
        return refuse({ code: 'not_found', what: 'person' });
      const isOut = new Decisions(made).isVoid('', decision.personId, false);
      return isOut === (decision.kind === 'exclude') ? refuse({ code: 'nothing_to_do' }) : nothing;
    }
    case 'key':
      return checkKey(contest, decision);
    case 'incident': {
      const { fromMs, toMs } = decision;
      const isInside = fromMs < toMs && fromMs >= round.opensAtMs && toMs <= round.closesAtMs + 3_600_000;
      return isInside ? nothing : refuse({ code: 'malformed', issues: ['fromMs'] });
    }
    case 'order':
    case 'lots':
      return checkOrder(contest, decision, made);
  }
}

/** Nobody twice; what was drawn counts once; and what the rules leave to lots is drawn, not chosen. */
function checkOrder(
  { rulebook }: CachedContest,
  decision: Extract<Decision, { kind: 'order' | 'lots' }>,
  made: readonly MadeDecision[],
): Result<null> {
  const { ids, draw } = decision;
  if (new Set(ids).size !== ids.length) return refuse({ code: 'malformed', issues: ['ids'] });
  if (draw !== undefined)
    return made.some((each) => 'draw' in each && each.draw === draw) ? refuse({ code: 'nothing_to_do' }) : nothing;
  const list = decision.kind === 'order' ? decision.list.split(/[@/]/)[0] : null;
  const isByLots = list === null || rulebook.standings.find(({ id }) => id === list)?.ties === 'draw';
  return isByLots ? refuse({ code: 'draw_refused', why: 'lots', who: '', atMs: 0 }) : nothing;
}

/** Other options may be right where there are options; of an order all of them, each once. */
function checkKey({ bank }: CachedContest, { questionId, right }: Extract<Decision, { kind: 'key' }>): Result<null> {
  const question = bank.get(questionId);
  if (!question) return refuse({ code: 'not_found', what: 'question' });
  if (right === 'drop' || right === 'everybody') return nothing;
  const ids = 'options' in question ? question.options.map(({ id }) => id) : [];
  const known = new Set(right).size === right.length && right.every((id) => ids.includes(id));
  const whole = question.kind !== 'order' || right.length === ids.length;
  return known && whole ? nothing : refuse({ code: 'malformed', issues: ['right'] });
}
