import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandRounds } from '../judge/expand-rounds.ts';
import { Rulebook } from '../model/rulebook.ts';
import { checkNames } from '../read/check-names.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { judgeAmendment } from './judge-amendment.ts';

/** Two weeks from 02/03 and 09/03, then a final on 20/03 for the ten best of week 1, with prizes of its own. */
const made: Rulebook = exampleRulebook((file) => {
  const [week] = file.rounds;
  const body = { ...week } as Record<string, unknown>;
  delete body.at;
  file.populations.push({
    id: 'finalists',
    label: { vi: 'Chung kết', en: 'Final' },
    where: { kind: 'qualified', standing: 'week', top: 10, ties: 'all' },
  });
  file.rounds.push({
    ...(body as never as object),
    kind: 'round',
    id: 'final',
    label: { vi: 'Chung kết', en: 'Final' },
    admits: 'finalists',
    window: { opensAt: '2026-03-20T08:00:00+07:00', closesAt: '2026-03-20T20:00:00+07:00' },
  } as never);
  file.standings.push({ ...file.standings[0], id: 'final', over: ['final'], population: 'finalists' } as never);
  file.awards.push({ ...file.awards[0], id: 'final-prizes', from: 'final' } as never);
});
const contest = (): Rulebook => structuredClone(made);

const at = (text: string): number => Date.parse(`${text}+07:00`);
const before = at('2026-03-01T12:00:00');
const inWeek1 = at('2026-03-04T12:00:00');
const betweenWeekAndFinal = at('2026-03-17T12:00:00');
const afterAll = at('2026-03-25T12:00:00');

type Draft = { -readonly [K in keyof Rulebook]: Rulebook[K] };
/** The codes and places with which a change is refused at an instant. */
function refused(nowMs: number, change: (rulebook: Draft) => void): string[] {
  const [old, now] = [contest(), structuredClone(contest()) as Draft];
  change(now);
  return judgeAmendment(old, now, nowMs).map(({ code, place }) => `${code} ${place}`);
}

const series = (rulebook: Draft) => rulebook.rounds[0] as Extract<Rulebook['rounds'][number], { kind: 'series' }>;
const final = (rulebook: Draft) => rulebook.rounds[1] as Extract<Rulebook['rounds'][number], { kind: 'round' }>;
const windows = (rulebook: Draft) => series(rulebook).at as { opensAt: string; closesAt: string }[];
const prizeOf = (rulebook: Draft, award: number) =>
  rulebook.awards[award]?.prizes[0] as Rulebook['awards'][number]['prizes'][number];

describe('amendments', () => {
  it('[J7] before any round opens everything may change, but nothing may open in the past', () => {
    expect(
      refused(before, (rulebook) => {
        rulebook.awards = [];
        rulebook.caps = [];
        series(rulebook).attempts.limits = [{ max: 9, per: 'day' }];
        rulebook.locale.currency = 'USD';
      }),
    ).toEqual([]);
    const early = refused(
      before,
      (rulebook) => void Object.assign(windows(rulebook)[0] ?? {}, { opensAt: '2026-02-20T00:00:00+07:00' }),
    );
    expect(early).toEqual(['amend-opens-past rounds[0]']);
  });

  it('[J8] of an open round the close and the publication become later, never earlier; nothing that is sat changes', () => {
    const close = (closesAt: string) =>
      refused(inWeek1, (rulebook) => void Object.assign(windows(rulebook)[0] ?? {}, { closesAt }));
    expect(close('2026-03-08T23:00:00+07:00')).toEqual(['amend-only-later rounds[0]']);
    const openWeek = (rulebook: Draft) =>
      void Object.assign(windows(rulebook)[0] ?? {}, { closesAt: '2026-03-09T12:00:00+07:00' });
    expect(refused(inWeek1, openWeek)).toEqual([]);
    expect(
      refused(inWeek1, (rulebook) => {
        series(rulebook).time.limitSeconds = 60;
      }),
    ).toEqual(['amend-begun rounds[0]']);
    expect(
      refused(inWeek1, (rulebook) => {
        series(rulebook).attempts.limits = [];
      }),
    ).toEqual(['amend-begun rounds[0]']);
    expect(
      refused(
        inWeek1,
        (rulebook) => void Object.assign(windows(rulebook)[0] ?? {}, { opensAt: '2026-03-03T00:00:00+07:00' }),
      ),
    ).toEqual(['amend-begun rounds[0]']);
    expect(refused(inWeek1, (rulebook) => void rulebook.rounds.shift())).toContain('amend-begun rounds');
  });

  it('[J8] a round that has not opened is changed, added or left out', () => {
    expect(
      refused(
        inWeek1,
        (rulebook) =>
          void windows(rulebook).push({ opensAt: '2026-03-16T00:00:00+07:00', closesAt: '2026-03-17T00:00:00+07:00' }),
      ),
    ).toEqual([]);
    expect(
      refused(inWeek1, (rulebook) => {
        final(rulebook).time.limitSeconds = 60;
      }),
    ).toEqual([]);
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.rounds.pop();
        rulebook.standings.pop();
        rulebook.awards.pop();
      }),
    ).toEqual([]);
    const passed = refused(
      inWeek1,
      (rulebook) => void Object.assign(final(rulebook).window, { opensAt: '2026-03-04T08:00:00+07:00' }),
    );
    expect(passed).toEqual(['amend-opens-past rounds[1]']);
  });

  it('[J8] names change while a round is open, and stay after its close', () => {
    const rename = (rulebook: Draft) => {
      rulebook.meta.name = { vi: 'Khác', en: 'Other' };
      for (const each of [...rulebook.standings, ...rulebook.awards, ...rulebook.populations])
        each.label = { vi: 'Khác', en: 'Other' };
    };
    expect(refused(inWeek1, rename)).toEqual([]);
    expect(
      refused(betweenWeekAndFinal, (rulebook) => {
        rulebook.meta.contact = '0912 345 678';
      }),
    ).toEqual([]);
    expect(
      refused(
        betweenWeekAndFinal,
        (rulebook) => void Object.assign(rulebook.standings[0] ?? {}, { label: { vi: 'x', en: 'x' } }),
      ),
    ).toEqual(['amend-closed standings[0]']);
    expect(
      refused(afterAll, (rulebook) => {
        rulebook.meta.contact = '0912 345 678';
      }),
    ).toEqual(['amend-closed meta']);
  });

  it('[J8] prizes become more and higher while their rounds are open, never fewer, lower or others', () => {
    const amount = (award: number, value: number) => (rulebook: Draft) =>
      void Object.assign(prizeOf(rulebook, award), { value: { kind: 'money', amount: value } });
    expect(refused(inWeek1, amount(0, 2_000_000))).toEqual([]);
    expect(refused(inWeek1, amount(0, 500_000))).toEqual(['amend-only-more awards[0].prizes[0]']);
    expect(
      refused(inWeek1, (rulebook) => {
        prizeOf(rulebook, 0).count = 5;
      }),
    ).toEqual([]);
    expect(refused(inWeek1, (rulebook) => void rulebook.awards[0]?.prizes.pop())).toEqual([
      'amend-only-more awards[0].prizes[1]',
    ]);
    expect(refused(inWeek1, (rulebook) => void (rulebook.awards as unknown[]).reverse())).toEqual([]); // the final's are not held
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.caps = [];
      }),
    ).toEqual(['amend-begun caps']);
    expect(refused(betweenWeekAndFinal, amount(0, 2_000_000))).toEqual(['amend-closed awards[0]']);
    expect(refused(betweenWeekAndFinal, amount(1, 1))).toEqual([]); // nobody has sat the final
  });

  it('[J8] no prize is invented once its rounds have closed, also not from a new standing', () => {
    const invent = (rulebook: Draft) => {
      rulebook.standings.push({ ...(rulebook.standings[0] as Rulebook['standings'][number]), id: 'new' });
      rulebook.awards.push({ ...(rulebook.awards[0] as Rulebook['awards'][number]), id: 'new', from: 'new' });
    };
    expect(refused(inWeek1, invent)).toEqual([]);
    expect(refused(betweenWeekAndFinal, invent)).toEqual(['amend-closed awards[2]']);
  });

  it('[J8] groups and keys that an opened round rests on stay, also a group whose places people compete for', () => {
    expect(refused(inWeek1, (rulebook) => void Object.assign(rulebook.standings[0] ?? {}, { ties: 'draw' }))).toEqual([
      'amend-begun standings[0]',
    ]);
    const group = (id: string, where: object) => (rulebook: Draft) =>
      void Object.assign(rulebook.populations.find((each) => each.id === id) ?? {}, { where });
    expect(refused(inWeek1, group('everyone', { kind: 'everybody' }))).toEqual(['amend-begun populations[0]']);
    expect(refused(inWeek1, group('citizens', { kind: 'everybody' }))).toEqual([]); // nothing names it
    expect(
      refused(
        inWeek1,
        group('finalists', { kind: 'qualified', standing: 'week', top: 5, per: 'standing', ties: 'all' }),
      ),
    ).toEqual(['amend-begun populations[4]']);
  });

  it('[J8] fields, clock, publication and retention stay; complaints may take longer', () => {
    expect(refused(inWeek1, (rulebook) => void rulebook.fields.pop())).toEqual(['amend-begun fields']);
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.publication.names = 'full';
      }),
    ).toEqual(['amend-begun publication']);
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.privacy.retentionDays += 1;
      }),
    ).toEqual(['amend-begun privacy.retentionDays']);
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.complaints.workingDays += 1;
      }),
    ).toEqual([]);
    expect(
      refused(inWeek1, (rulebook) => {
        rulebook.complaints.workingDays -= 1;
      }),
    ).toEqual(['amend-only-more complaints.workingDays']);
  });

  it('[J8] whatever is changed at any time: what is allowed leaves everything that attempts rest on as it was', () => {
    const places = placesOf(contest());
    const change = fc.record({
      place: fc.constantFrom(...places),
      value: fc.constantFrom<unknown>(
        undefined,
        0,
        1,
        7,
        2_000_000,
        'x',
        'draw',
        'everyone',
        'citizens',
        'week',
        '2026-03-20T09:00:00+07:00',
        null,
        [],
        true,
      ),
    });
    const instants = fc.integer({ min: before, max: afterAll });
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), instants, (changes, nowMs) => {
        const old = contest();
        const now = structuredClone(old) as unknown;
        for (const { place, value } of changes) put(now, place, value);
        if (!isReadable(now) || judgeAmendment(old, now, nowMs).length > 0) return true;
        allowed += 1;
        expectSameBasis(old, now, nowMs);
        return true;
      }),
      { numRuns: 1_000 },
    );
    expect(allowed).toBeGreaterThan(20);
  });
});

describe('rounds whose close was moved, and their places', () => {
  const withNoon = (change: (rulebook: Draft) => void = () => undefined) => {
    const after = contest();
    change(after);
    const moved = new Map([['week-1', at('2026-03-05T12:00:00')]]);
    return (nowMs: number) =>
      judgeAmendment(contest(), after, nowMs, moved).map(({ code, place }) => `${code} ${place}`);
  };

  it('[J8] what was closed early is closed: its prizes grow no more, and unchanged it stays as it was held', () => {
    const thursday = at('2026-03-05T13:00:00');
    expect(withNoon()(thursday)).toEqual([]);
    const longer = withNoon(({ rounds: [week] }) => {
      if (week?.kind === 'series' && Array.isArray(week.at))
        week.at[0] = { ...week.at[0]!, closesAt: '2026-03-08T00:00:00+07:00' };
    });
    expect(longer(thursday)).toContain('amend-moved rounds[0]');
  });

  it('[J8] a round before one that has opened is refused: attempts name rounds by their number', () => {
    const final = (rulebook: Draft) => void rulebook.rounds.unshift(rulebook.rounds.pop()!);
    expect(refused(inWeek1, final)).toContain('amend-begun rounds[1]');
    expect(refused(before, final)).toEqual([]);
  });
});

type Step = string | number;

/** Every place in a value that is no object. */
function placesOf(value: unknown, place: readonly Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [[...place]];
  return Object.entries(value).flatMap(([key, inner]) =>
    placesOf(inner, [...place, Array.isArray(value) ? Number(key) : key]),
  );
}

function put(value: unknown, [step, ...rest]: readonly Step[], after: unknown): void {
  const owner = value as Record<Step, unknown>;
  if (step === undefined || owner === undefined || owner === null) return;
  if (rest.length > 0) put(owner[step], rest, after);
  else if (after === undefined) delete owner[step];
  else owner[step] = after;
}

/** What is no rulebook is refused before anybody judges it. */
function isReadable(value: unknown): value is Rulebook {
  const read = Rulebook.safeParse(value);
  return read.success && checkNames(read.data).length === 0;
}

/** In plain loops: what somebody who has sat a round relies on. */
function expectSameBasis(old: Rulebook, now: Rulebook, nowMs: number): void {
  const later = expandRounds(now);
  const counting = new Set<string>();
  for (const round of expandRounds(old)) {
    if (round.opensAtMs > nowMs) continue;
    counting.add(round.series ?? round.id);
    const same = later.find(({ id }) => id === round.id);
    expect(same).toBeDefined();
    for (const key of ['opensAtMs', 'admits', 'parts', 'attempts', 'counted', 'time'] as const)
      expect(same?.[key]).toEqual(round[key]);
    expect(same?.closesAtMs).toBeGreaterThanOrEqual(round.closesAtMs);
    if (round.closesAtMs <= nowMs) expect(same).toEqual(round);
  }
  if (counting.size === 0) return;
  for (const standing of old.standings) {
    if (!standing.over.some((id) => counting.has(id))) continue;
    const same = now.standings.find(({ id }) => id === standing.id);
    for (const key of ['by', 'needs', 'ties', 'population', 'over', 'each'] as const)
      expect(same?.[key]).toEqual(standing[key]);
    const where = (rulebook: Rulebook) => rulebook.populations.find(({ id }) => id === standing.population)?.where;
    expect(where(now)).toEqual(where(old));
    for (const award of old.awards) {
      if (award.from !== standing.id) continue;
      const given = now.awards.find(({ id }) => id === award.id);
      for (const [n, prize] of award.prizes.entries()) {
        expect(given?.prizes[n]?.count ?? 0).toBeGreaterThanOrEqual(prize.count ?? 0);
        const worth = (value: typeof prize.value | undefined) => (value?.kind === 'money' ? value.amount : 0);
        expect(worth(given?.prizes[n]?.value)).toBeGreaterThanOrEqual(worth(prize.value));
      }
    }
  }
}
