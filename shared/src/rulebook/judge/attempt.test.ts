import { describe, expect, it } from 'vitest';
import type { Quiz } from '../model/round.ts';
import type { RulebookFile } from '../model/rulebook.ts';
import { attempt } from '../test-facts.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { admitPeople } from './admit-people.ts';
import { allowAttempt } from './allow-attempt.ts';
import { drawPaper } from './draw-paper.ts';
import { expandRounds } from './expand-rounds.ts';
import { markAttempt } from './mark-attempt.ts';
import { countedAttempt, elapsedOf } from './sit-round.ts';

const round = (change?: (series: RulebookFile['rounds'][number]) => void) =>
  expandRounds(exampleRulebook((file) => change?.(file.rounds[0]!)))[0]!;
const at = (time: string) => Date.parse(`2026-03-0${time}:00+07:00`);

describe('attempts of a rulebook', () => {
  it('[M7] every limit holds: of the round, of the day there, of the contest', () => {
    const limited = round((series) => {
      series.attempts.limits = [
        { max: 3, per: 'round' },
        { max: 2, per: 'day' },
        { max: 4, per: 'contest' },
      ];
    });
    const used = (roundId: string, ...times: string[]) => times.map((time) => ({ roundId, submittedAtMs: at(time) }));
    const left = (uses: ReturnType<typeof used>, now: string) =>
      allowAttempt(limited, uses, at(now), 'Asia/Ho_Chi_Minh').left;
    expect(left([], '3T08:00')).toBe(2);
    expect(left(used('week-1', '3T00:10', '3T23:50'), '3T23:55')).toBe(0);
    expect(left(used('week-1', '3T00:10', '3T23:50'), '4T00:00')).toBe(1);
    expect(left([...used('week-2', '2T01:00', '2T02:00', '2T03:00'), ...used('week-1', '2T04:00')], '3T08:00')).toBe(0);
    const free = round((series) => {
      series.attempts.limits = [];
    });
    expect(allowAttempt(free, used('week-1', '3T00:10'), at('3T00:11'), 'Asia/Ho_Chi_Minh')).toEqual({
      left: null,
      nextAtMs: null,
    });
  });

  it('[M7] the cool-down runs from the last submission, and is over at its instant', () => {
    const cooled = round((series) => {
      series.attempts = { limits: [], coolDownSeconds: 600 };
    });
    const next = (now: string) =>
      allowAttempt(cooled, [{ roundId: 'week-1', submittedAtMs: at('3T08:00') }], at(now), 'Asia/Ho_Chi_Minh').nextAtMs;
    expect([next('3T08:09'), next('3T08:10')]).toEqual([at('3T08:10'), null]);
  });

  it('[M7] places go to the earliest registrations, of one unit no more than its bound', () => {
    const people = ['a', 'a', 'a', 'b', 'c'].map((unit, n) => ({ id: `p${n}`, registeredAtMs: n, unit }));
    expect(admitPeople({ capacity: { max: 3, perUnit: 2 } }, people.toReversed())).toEqual({
      admitted: ['p0', 'p1', 'p3'],
      reserves: ['p2', 'p4'],
    });
    expect(admitPeople({}, people).reserves).toEqual([]);
  });

  it('[M7] levels have points of their own for right, wrong and blank answers', () => {
    const options = ['y', 'n'].map((id) => ({ id, text: id }));
    const key = ['a1', 'a2', 'b1', 'c1', 'c2', 'x'].map((questionId) => ({
      ...{ questionId, item: { kind: 'one' as const, options, right: ['y'] } },
      level: questionId === 'x' ? null : questionId[0]!.toUpperCase(),
    }));
    const given = new Map(
      Object.entries({ a1: 'y', a2: 'n', b1: 'n', c1: 'y', x: 'y' }).map(([id, option]) => [
        id,
        { optionIds: [option], typed: null },
      ]),
    );
    const marked = markAttempt(key, given, {
      ...{ start: 10, default: { right: 1, wrong: 0, blank: 0 }, several: 'all-or-nothing' },
      byLevel: {
        A: { right: 6, wrong: 0, blank: 0 },
        B: { right: 9, wrong: -2, blank: 0 },
        C: { right: 12, wrong: -4, blank: -1 },
      },
    });
    expect(marked).toEqual({
      ...{ points: 10 + 6 - 2 + 12 - 1 + 1, pointsMax: 10 + 12 + 9 + 24 + 1 },
      ...{ right: 3, wrong: 2, blank: 1, rightByLevel: { A: 1, B: 0, C: 1 } },
    });
  });

  it('[M7] the counted attempt is the first by the keys of the round, then the earlier one', () => {
    const own = [
      attempt('p', 'week-1', 7, '2026-03-03T08:00:00Z', { ordinal: 1, elapsedMs: 90_999 }),
      attempt('p', 'week-1', 7, '2026-03-03T09:00:00Z', { ordinal: 2, elapsedMs: 90_001 }),
      attempt('p', 'week-1', 5, '2026-03-03T10:00:00Z', { ordinal: 3, elapsedMs: 10_000, wrong: 4, blank: 1 }),
    ];
    const counted = (by: ReturnType<typeof round>['counted']['by'], completeOnly = false) =>
      countedAttempt({ counted: { by, completeOnly }, time: round().time }, own)?.ordinal;
    expect(
      counted([
        { metric: 'points', order: 'most' },
        { metric: 'elapsed', order: 'least' },
      ]),
    ).toBe(1); // equal to the second
    expect(counted([{ metric: 'submittedAt', order: 'most' }])).toBe(3);
    expect(counted([{ metric: 'submittedAt', order: 'most' }], true)).toBe(2);
    expect(elapsedOf(own[0]!, { ...round().time, elapsed: 'last-change', resolution: 'tenth' })).toBe(50_000);
  });

  it('[M7] a paper has its quotas by topic and level, and nobody gets a question again as long as there are others', () => {
    const bank = Array.from({ length: 40 }, (_, n) => ({
      questionId: `q${n}`,
      topic: n % 2 ? 'law' : 'sea',
      level: n < 10 ? 'hard' : null,
    }));
    const draw: Quiz['papers'][number]['draw'] = {
      ...{ kind: 'bank', topics: ['law', 'sea'], avoidSeen: true, byAudience: true },
      ...{ perTopic: [{ topic: 'law', count: 2 }], perLevel: [{ level: 'hard', count: 4 }] },
    };
    const paper = { for: 'everyone', count: 10, draw };
    const nobody = { seen: new Set<string>(), audience: null };
    const first = drawPaper(paper, bank, nobody, 'p1');
    if (!first.ok) throw new Error('the bank is large enough');
    expect(first).toEqual(drawPaper(paper, bank, nobody, 'p1'));
    const drawn = bank.filter(({ questionId }) => first.value.includes(questionId));
    expect(drawn).toHaveLength(10);
    expect(drawn.filter(({ level }) => level === 'hard').length).toBeGreaterThanOrEqual(4);
    expect(drawn.filter(({ topic }) => topic === 'law').length).toBeGreaterThanOrEqual(2);
    const rest = { ...paper, draw: { ...draw, perTopic: [], perLevel: [] } };
    const seen = new Set(bank.slice(0, 30).map(({ questionId }) => questionId));
    const second = drawPaper(rest, bank, { seen, audience: null }, 'p1');
    expect(second.ok && second.value.some((id) => seen.has(id))).toBe(false);
    expect(drawPaper({ ...rest, count: 41 }, bank, { seen, audience: null }, 'p1')).toEqual({
      ok: false,
      refusal: { code: 'bank_too_small', have: 40, need: 41 },
    });
    expect(drawPaper({ ...rest, count: 12 }, bank, { seen, audience: null }, 'p1').ok).toBe(true);
    const marked = bank.map((question, n) => (n < 20 ? { ...question, audiences: ['official'] } : question));
    expect(drawPaper({ ...rest, count: 20 }, marked, { ...nobody, audience: 'citizen' }, 'p1').ok).toBe(true);
    expect(drawPaper({ ...rest, count: 21 }, marked, { ...nobody, audience: 'citizen' }, 'p1').ok).toBe(false);
    expect(drawPaper({ ...rest, count: 40 }, marked, { ...nobody, audience: 'official' }, 'p1').ok).toBe(true);
    const fixed = { for: 'everyone', count: 2, draw: { kind: 'fixed' as const, questionIds: ['q3', 'q1'] } };
    expect(drawPaper(fixed, bank, { seen, audience: null }, 'p1')).toEqual({ ok: true, value: ['q3', 'q1'] });
  });
});
