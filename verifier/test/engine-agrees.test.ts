import { Membership } from '@hoithi/shared/rulebook/judge/belong';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { type AttemptFacts, type Decided, type DecidedFacts, noFacts } from '@hoithi/shared/rulebook/judge/facts';
import { IndexedFacts } from '@hoithi/shared/rulebook/judge/index-facts';
import { Judge as Engine } from '@hoithi/shared/rulebook/judge/judge-contest';
import type { SimpleCondition } from '@hoithi/shared/rulebook/model/population';
import type { Rulebook, RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { simpleParts } from '@hoithi/shared/rulebook/read/check-names';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { exampleFile, label } from '@hoithi/shared/rulebook/test-rulebook';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { describe, expect, it } from 'vitest';
import type { Attempt, Facts } from '../src/judge/facts.ts';
import { Judge } from '../src/judge/judge.ts';
import { readRulebook as readPart } from '../src/rulebook.ts';

/** Two programs of one rulebook: what the server settles, and what the verifier computes from docs/proof.md. */

const contests = 300;
const dayMs = 86_400_000;
const begins = Date.parse('2026-03-01T00:00:00+07:00');
type Random = () => number;
const pick = <const T>(random: Random, ...of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
const upTo = (random: Random, max: number): number => Math.floor(random() * (max + 1));
type KeyFile = Extract<RulebookFile['standings'][number]['by'], { kind: 'keys' }>['keys'][number];

function randomKey(random: Random): KeyFile {
  const metric = pick(
    random,
    ...(['points', 'points', 'right', 'wrong', 'allRight', 'elapsed', 'submittedAt', 'registeredAt'] as const),
    ...(['predictionError', 'attempts', 'perfectAttempts', 'column', 'place'] as const),
  );
  return {
    ...{
      metric,
      order: pick(random, 'most', 'least'),
      fold: pick(random, 'sum', 'best', 'count'),
      best: 1 + upTo(random, 2),
    },
    ...(metric === 'column' ? { column: 'essay' } : {}),
    ...(metric === 'place' ? { show: 'night' } : {}),
  };
}

/** Two or three days of a quiz, a guess, an essay and a show; three orders of people, two of units; prizes, caps, perhaps a final. */
function randomFile(random: Random): RulebookFile {
  return exampleFile((file) => {
    const week = file.rounds[0]!;
    if (week.kind !== 'series') throw new Error('the example has a series');
    const days = 2 + upTo(random, 1);
    week.at = Array.from({ length: days }, (_, n) => ({
      opensAt: new Date(begins + n * dayMs).toISOString(),
      closesAt: new Date(begins + (n + 1) * dayMs).toISOString(),
    }));
    week.parts.push(
      {
        ...{ kind: 'prediction', of: pick(random, 'allRight', 'participants', 'attempts') },
        ...{ population: pick(random, 'own', 'citizens'), missing: pick(random, 'last', 'void') },
        basis: pick(random, 'as-closed', 'after-verification'),
      },
      { kind: 'table', columns: [{ id: 'essay', label: label('Bài viết'), min: 0, max: 9 }] },
      { kind: 'show', id: 'night' },
    );
    const where = { kind: 'roster' as const, roster: 'youth', label: label('Danh sách đoàn') };
    file.populations.push({ id: 'listed', label: label('Có tên trong danh sách'), where });
    const counted = pick(random, 'points', 'elapsed', 'allRight', 'submittedAt' as const);
    week.counted = { by: [{ metric: counted, order: pick(random, 'most', 'least') }], completeOnly: random() < 0.3 };
    file.standings = [0, 1, 2].map((n) => ({
      ...{
        id: `s${n}`,
        label: label(`Bảng ${n}`),
        population: pick(random, 'everyone', 'officials', 'citizens', 'listed'),
      },
      ...{ over: ['week'], ties: pick(random, 'shared', 'committee', 'draw') },
      ...(random() < 0.5 ? { each: 'round' as const } : {}),
      by: { kind: 'keys', keys: Array.from({ length: 1 + upTo(random, 2) }, () => randomKey(random)) },
    }));
    file.awards = [0, 1, 2].map((n) => {
      const take = pick(random, 'places', 'places', 'all', 'draw', 'ranks', 'share' as const);
      const forAll = take === 'all' || take === 'ranks' || take === 'share';
      const prizes = Array.from({ length: forAll ? 1 : 1 + upTo(random, 2) }, () => ({
        ...{ label: label('giải'), count: forAll ? null : 1 + upTo(random, 2), points: upTo(random, 3) },
        value: { kind: 'money' as const, amount: upTo(random, 3) },
      }));
      return {
        ...{ id: `a${n}`, label: label(`Giải ${n}`), from: `s${upTo(random, 2)}`, prizes },
        take:
          take === 'ranks' ? { kind: take, upTo: 2 } : take === 'share' ? { kind: take, share: 0.3 } : { kind: take },
      };
    });
    file.caps = Array.from({ length: upTo(random, 2) }, () => ({
      ...{ over: [`a${upTo(random, 2)}`, `a${upTo(random, 2)}`], per: pick(random, 'round', 'contest') },
      ...{ keep: pick(random, 'first', 'highest'), max: 1 + upTo(random, 1) },
      ...(random() < 0.2 ? { shareOfParticipants: 0.5 } : {}),
    }));
    if (random() < 0.6) addFinal(file, random);
    addUnits(file, random);
    file.standings.push({
      ...{ id: 'essays', label: label('Bài viết của đơn vị'), population: 'units', over: ['week'], ties: 'shared' },
      by: { kind: 'keys', keys: [{ metric: 'column', column: 'essay', order: 'most', fold: 'sum' }] },
    });
  });
}

function addFinal(file: RulebookFile, random: Random): void {
  file.standings[0]!.ties = 'committee';
  const per = pick(random, 'standing', 'unit', 'block' as const);
  const where =
    random() < 0.3
      ? { kind: 'won' as const, award: 'a0' }
      : {
          kind: 'qualified' as const,
          standing: 's0',
          top: 1 + upTo(random, 2),
          per,
          ties: pick(random, 'all', 'decide' as const),
        };
  file.populations.push({ id: 'finalists', label: label('Người vào chung kết'), where });
  const week = file.rounds[0]!;
  const { kind: _kind, ...body } = week;
  const window = { opensAt: '2026-03-20T08:00:00+07:00', closesAt: '2026-03-20T10:00:00+07:00' };
  if ('at' in body) Reflect.deleteProperty(body, 'at');
  file.rounds.push({
    ...body,
    kind: 'round',
    id: 'final',
    label: label('Chung kết'),
    admits: 'finalists',
    window,
  } as never);
  file.standings.push({ ...file.standings[1]!, id: 'final', population: 'finalists', over: ['final'] });
  file.awards.push({ ...file.awards[0]!, id: 'final-prizes', from: 'final' });
}

function addUnits(file: RulebookFile, random: Random): void {
  const people = { population: pick(random, 'everyone', 'officials'), headcount: 'people' };
  file.populations.find(({ id }) => id === 'units')!.where = { kind: 'unit', levels: ['AGENCY', 'COMMUNE'] };
  const metric = () =>
    pick(
      random,
      'persons',
      'attempts',
      'personsRate',
      'meanScore',
      'allCorrectRate',
      'winners',
      'prizePoints' as const,
    );
  file.standings.push({
    ...{
      id: 'bodies',
      label: label('Tập thể'),
      population: 'units',
      over: ['week'],
      ties: pick(random, 'shared', 'committee'),
    },
    by: {
      ...{ kind: 'formula', grouping: pick(random, 'together', 'level', 'block') },
      comparison: pick(
        random,
        { method: 'plain' as const },
        { method: 'wilson' as const, z: 1.96 },
        { method: 'size-bands' as const, bounds: [5] },
      ),
      filter: {
        people,
        minPersons: 1 + upTo(random, 1),
        minRate: pick(random, null, 0.2),
        minRateBySize: [],
        mandatory: [],
      },
      metrics: [...new Set([metric(), metric()])].map((each) => ({
        ...{ metric: each, weight: pick(random, 0.3, 1, 2), scale: pick(random, 'own', 'best'), people },
      })),
      ratesOver: pick(random, 'contest', 'mean-of-rounds'),
    },
  });
  file.awards.push({
    ...{ id: 'bodies-prizes', label: label('Giải tập thể'), from: 'bodies', take: { kind: 'places' } },
    prizes: [
      { label: label('giải Nhất'), count: 1 },
      { label: label('giải Nhì'), count: 2 },
    ],
  });
}

type Person = DecidedFacts['people'][number];
type Crowd = DecidedFacts & { keys: ReadonlyMap<AttemptFacts, AttemptFacts> };

const codes = ['a', 'a-1', 'b', 'x', 'y'];
const unitsOf = (random: Random) =>
  codes.map((code) => ({
    ...{ code, name: code, level: code.length > 1 ? 'DEPARTMENT' : code < 'd' ? 'AGENCY' : 'COMMUNE', groups: [] },
    ...{ block: pick(random, null, 'X', 'Y'), parent: code === 'a-1' ? 'a' : null },
    headcounts: random() < 0.2 ? [] : [{ kind: 'people', people: 1 + upTo(random, 8), date: '2026-01-01' }],
  }));

/**
 * A small crowd in which nearly everything is equal to something. People move, also without sitting again; attempts are taken
 * out before and after the close; `keys`: how some attempts were marked before a key was corrected.
 */
function randomCrowd(rulebook: Rulebook, random: Random): Crowd {
  const rounds = expandRounds(rulebook);
  const people: Person[] = [];
  const attempts: AttemptFacts[] = [];
  const [predictions, tables, declined, shows] = [[], [], [], []] as [
    { personId: string; roundId: string; value: number }[],
    { roundId: string; column: string; subject: string; value: number; signedAtMs: number }[],
    { population: string; id: string }[],
    { roundId: string; showId: string; personId: string; place: number; points: number }[],
  ];
  const keys = new Map<AttemptFacts, AttemptFacts>();
  const size = upTo(random, 12);
  for (let n = 0; n < size; n++) {
    const id = `p${String(n).padStart(2, '0')}`;
    const stated = () => ({
      ...{
        unit: random() < 0.1 ? null : pick(random, ...codes),
        fields: { audience: pick(random, 'official', 'citizen') },
      },
    });
    const moves = Array.from({ length: upTo(random, 2) }, () => begins + upTo(random, 6) * (dayMs / 2) + 1).sort();
    people.push({
      ...{
        id,
        registeredAtMs: begins - upTo(random, 3) * 1000,
        birthDate: null,
        rosters: random() < 0.4 ? ['youth'] : [],
      },
      roles: random() < 0.1 ? ['JURY'] : [],
      profile: [begins - 5_000, ...moves].map((fromMs) => ({ fromMs, ...stated() })),
    });
    for (const { id: roundId, opensAtMs, closesAtMs } of rounds) {
      const inRound = { roundId, personId: id };
      if (random() < 0.6) predictions.push({ ...inRound, value: upTo(random, size) });
      for (let versions = random() < 0.3 ? 1 + upTo(random, 1) : 0; versions > 0; versions--)
        tables.push({ roundId, column: 'essay', subject: id, value: upTo(random, 3), signedAtMs: n + tables.length });
      if (random() < 0.3)
        shows.push({ ...inRound, showId: 'night', place: 1 + upTo(random, 3), points: upTo(random, 2) });
      const sat = upTo(random, 2);
      for (let ordinal = 1; ordinal <= sat; ordinal++) {
        const answered = () => {
          const [right, wrong, blank] = [upTo(random, 2), upTo(random, 1), random() < 0.2 ? 1 : 0];
          return { right, wrong, blank, points: right, pointsMax: 4, rightByLevel: {} };
        };
        const attempt: AttemptFacts = {
          ...{ ...inRound, ordinal, ...answered(), startedAtMs: opensAtMs + upTo(random, 2) * 1000 },
          ...{ submittedAtMs: opensAtMs + 60_000 + upTo(random, 2) * 1000 + n },
          ...{ elapsedMs: 1000 + upTo(random, 3) * 700, elapsedToLastChangeMs: 900 },
          voidedAtMs: random() < 0.15 ? pick(random, opensAtMs + 61_000, closesAtMs, closesAtMs + dayMs) : null,
        };
        attempts.push(attempt);
        if (random() < 0.2) keys.set(attempt, { ...attempt, ...answered() });
      }
    }
    if (random() < 0.1) declined.push({ population: 'finalists', id });
  }
  for (const { id: roundId } of rounds)
    for (const subject of codes)
      if (random() < 0.4)
        tables.push({ roundId, column: 'essay', subject, value: upTo(random, 3), signedAtMs: tables.length });
  const facts = {
    ...structuredClone(noFacts),
    shows,
    people,
    attempts,
    predictions,
    tables,
    declined,
    units: unitsOf(random),
  };
  return { ...facts, attemptsAtClose: attempts.map((each) => keys.get(each) ?? each), keys };
}

const ofPersons = new Set(['field', 'number', 'age', 'unit', 'roster', 'role']);

/** The same facts as a bundle has them: digits for what people are, units as at each close, marks by every key. */
function asInBundle(rulebook: Rulebook, crowd: Crowd, decided: Decided): Facts {
  const rounds = expandRounds(rulebook);
  const conditions: SimpleCondition[] = rulebook.populations
    .filter(({ of }) => of === 'people')
    .flatMap(({ where }) => simpleParts(where, []).map(({ condition }) => condition))
    .filter(({ kind }) => ofPersons.has(kind));
  const known = new IndexedFacts(crowd);
  const asked = conditions.map((where, at) => ({ id: String(at), label: label(''), of: 'people' as const, where }));
  const everybody = { id: '', label: label(''), of: 'people' as const, where: { kind: 'everybody' as const } };
  const membership = new Membership({ populations: [everybody, ...asked], locale: rulebook.locale }, known, {
    ...{ qualified: () => new Set(), winners: () => new Set() },
  });
  const bitsOf = (personId: string, moment: { atMs: number; ageAtMs: number }): string =>
    asked
      .map(({ id, where }) => (where.kind !== 'roster' && membership.hasPerson(id, personId, moment) ? '1' : '0'))
      .join('');
  const attempts = new Map<string, Map<string, Attempt[]>>();
  for (const each of crowd.attempts) {
    const round = rounds.find(({ id }) => id === each.roundId)!;
    const moment = { atMs: each.submittedAtMs, ageAtMs: round.opensAtMs };
    const bits = bitsOf(each.personId, moment);
    const own = attempts.get(each.roundId) ?? new Map<string, Attempt[]>();
    attempts.set(each.roundId, own);
    const said: Attempt = {
      place: 0,
      ...{
        ordinal: each.ordinal,
        startedAt: each.startedAtMs,
        submittedAt: each.submittedAtMs,
        elapsed: each.elapsedMs,
      },
      ...{ lastChange: each.elapsedToLastChangeMs, bits, marks: [crowd.keys.get(each) ?? each, each] },
      voidedAt: each.voidedAtMs,
    };
    own.set(each.personId, [...(own.get(each.personId) ?? []), said]);
  }
  const numbers = new Map<string, Map<string, number>>();
  for (const { roundId, column, subject, value } of crowd.tables.toSorted((a, b) => a.signedAtMs - b.signedAtMs)) {
    const key = `${roundId}/column/${column}`;
    numbers.set(key, (numbers.get(key) ?? new Map<string, number>()).set(subject, value));
  }
  for (const { roundId, showId, personId, place, points } of crowd.shows)
    for (const [source, value] of [
      ['place', place],
      ['points', points],
    ] as const) {
      const key = `${roundId}/${source}/${showId}`;
      numbers.set(key, (numbers.get(key) ?? new Map<string, number>()).set(personId, value));
    }
  const brought = new Map(
    rounds.map((round) => {
      const moment = { atMs: round.closesAtMs - 1, ageAtMs: round.opensAtMs };
      const ids = crowd.people.map(({ id }) => id).filter((id) => known.broughtIn(round).has(id));
      return [round.id, new Map(ids.map((id) => [id, { bits: bitsOf(id, moment) }]))] as const;
    }),
  );
  const predictions = new Map<string, Map<string, number>>();
  for (const { roundId, personId, value } of crowd.predictions)
    predictions.set(roundId, (predictions.get(roundId) ?? new Map<string, number>()).set(personId, value));
  return {
    ...{ attempts, numbers, brought, predictions, declined: crowd.declined, lots: crowd.lots },
    orders: crowd.orders.map(({ list, ids }) => ({ list, ids, isDrawn: false })),
    lists: new Map([['youth', new Set(crowd.people.filter(({ rosters }) => rosters.length > 0).map(({ id }) => id))]]),
    people: new Map(crowd.people.map(({ id, registeredAtMs }) => [id, { id, registeredAt: registeredAtMs }])),
    units: new Map(crowd.units.map((unit) => [unit.code, { ...unit, headcounts: [...unit.headcounts], groups: [] }])),
    unitAt: (roundId, personId) => {
      const round = rounds.find(({ id }) => id === roundId)!;
      const person = known.people.get(personId);
      if (!attempts.get(roundId)?.has(personId) && !brought.get(roundId)?.has(personId)) return undefined;
      return person?.profile.findLast(({ fromMs }) => fromMs < round.closesAtMs)?.unit ?? null;
    },
    decided: new Map(decided.map(({ award, won }) => [award, new Map(won.map(({ id, prize }) => [id, prize]))])),
    ...{ epoch: 1, epochAt: () => 0 },
  };
}

/** Lists and awards that have anybody in them. */
type Outcome = {
  lists: Record<string, [id: string, rank: number][]>;
  awards: Record<string, { won: Record<string, number>; undecided: number }>;
};
const byName = (one: [string, number], other: [string, number]): number =>
  one[1] - other[1] || (one[0] < other[0] ? -1 : 1);

function byEngine(rulebook: Rulebook, crowd: Crowd, decided: Decided) {
  const engine = new Engine(rulebook, new IndexedFacts(crowd, decided));
  const awards = engine.decideAwards();
  const outcome: Outcome = { lists: {}, awards: {} };
  for (const { id, won, undecided, toDraw } of awards) {
    const open = undecided.length + (toDraw?.length ?? 0) === 0 ? 0 : 1;
    if (won.size + open > 0) outcome.awards[id] = { won: Object.fromEntries(won), undecided: open };
  }
  for (const list of rulebook.standings.flatMap(({ id }) => engine.listsOf(id)))
    if (list.places.length > 0)
      outcome.lists[list.id] = list.places.map(({ id, rank }): [string, number] => [id, rank]).sort(byName);
  return { outcome, awards };
}

function byVerifier(rulebook: Rulebook, crowd: Crowd, decided: Decided): Outcome {
  const book = readPart(JSON.parse(JSON.stringify(rulebook)))!;
  const judge = new Judge(book, asInBundle(rulebook, crowd, decided), new Map());
  const outcome: Outcome = { lists: {}, awards: {} };
  for (const { id, won, undecided } of judge.awards())
    if (won.size + undecided > 0)
      outcome.awards[id] = { won: Object.fromEntries(won), undecided: Math.min(1, undecided) };
  for (const list of book.standings.flatMap((standing) => judge.listsOf(standing)))
    if (list.places.length > 0)
      outcome.lists[list.id] = list.places.map(({ id, rank }): [string, number] => [id, rank]).sort(byName);
  return outcome;
}

/** Orders and lots for what the first round of judging left open; what it gave stands for some of the awards. */
function decideOpen(crowd: Crowd, rulebook: Rulebook, awards: ReturnType<Engine['decideAwards']>, random: Random) {
  const orders = awards.flatMap(({ award, list, undecided }) => {
    const from = rulebook.awards.find(({ id }) => id === award)?.from;
    return from && list.id.startsWith(from)
      ? undecided.map(({ ids }) => ({ list: list.id, ids: shuffled(ids, random) }))
      : [];
  });
  const lots = awards.flatMap(({ id, toDraw }) =>
    toDraw && random() < 0.7 ? [{ award: id, ids: shuffled(toDraw, random) }] : [],
  );
  const voided = crowd.attempts.map((each) => (random() < 0.1 ? { ...each, voidedAtMs: begins + 30 * dayMs } : each));
  const keys = new Map(crowd.attempts.map((each, at) => [voided[at]!, crowd.keys.get(each) ?? each]));
  const atClose = voided.map((each) => ({ ...keys.get(each)!, voidedAtMs: each.voidedAtMs }));
  const decided: Decided = awards
    .filter(({ list, undecided, toDraw }) => {
      const ofPeople = list.group === null; // prizes of units are never taken as given
      return ofPeople && undecided.length === 0 && toDraw === null && random() < 0.2;
    })
    .map(({ id, won }) => ({ award: id, won: [...won].map(([who, prize]) => ({ id: who, prize })) }));
  return { crowd: { ...crowd, attempts: voided, attemptsAtClose: atClose, keys, orders, lots }, decided };
}

describe('the server and the verifier', () => {
  it(`[Z6] [M13] come to the same standings and prizes in ${contests} random contests, before and after decisions`, {
    timeout: 300_000,
  }, () => {
    let judged = 0;
    for (let n = 0; n < contests; n++) {
      const random = seededRandom(`contest ${n}`);
      const { rulebook, problems } = readRulebook(JSON.parse(JSON.stringify(randomFile(random))));
      expect(
        problems.filter(({ severity }) => severity === 'error'),
        `contest ${n}`,
      ).toEqual([]);
      if (!rulebook) continue;
      const crowd = randomCrowd(rulebook, random);
      const first = byEngine(rulebook, crowd, []);
      expect(byVerifier(rulebook, crowd, []), `contest ${n}`).toEqual(first.outcome);
      const later = decideOpen(crowd, rulebook, first.awards, random);
      const second = byEngine(rulebook, later.crowd, later.decided);
      expect(byVerifier(rulebook, later.crowd, later.decided), `contest ${n}, decided`).toEqual(second.outcome);
      judged += 1;
    }
    expect(judged).toBe(contests);
  });

  it('[M13] whoever moves without sitting again counts for the unit of the last round that they sat', () => {
    const random = seededRandom('moved');
    const { rulebook } = readRulebook(
      exampleFile((file) => {
        addUnits(file, random);
        const by = file.standings.find(({ id }) => id === 'bodies')!.by;
        if (by.kind !== 'formula') throw new Error('units stand by a formula');
        const people = { population: 'everyone', headcount: 'people' };
        Object.assign(by, { grouping: 'together', comparison: { method: 'plain' }, ratesOver: 'contest' });
        by.filter = { ...by.filter, people, minRate: null, minPersons: 1 };
        by.metrics = [{ metric: 'persons', weight: 1, scale: 'own', people }];
      }),
    );
    const [first, second] = expandRounds(rulebook!);
    const moved = { fromMs: first!.closesAtMs + 1, unit: 'b', fields: {} };
    const profile = [{ fromMs: 0, unit: 'a', fields: {} }, moved];
    const sit = (personId: string, round: typeof first): AttemptFacts => ({
      ...{
        personId,
        roundId: round!.id,
        ordinal: 1,
        startedAtMs: round!.opensAtMs,
        submittedAtMs: round!.opensAtMs + 1,
      },
      ...{
        right: 1,
        wrong: 0,
        blank: 0,
        points: 1,
        pointsMax: 1,
        rightByLevel: {},
        elapsedMs: 1,
        elapsedToLastChangeMs: 1,
      },
      voidedAtMs: null,
    });
    const person = (id: string) => ({ id, registeredAtMs: 0, birthDate: null, roles: [], rosters: [], profile });
    const crowd: Crowd = {
      ...noFacts,
      ...{ people: [person('stays-away'), person('sits-again')], units: unitsOf(random), keys: new Map() },
      attempts: [sit('stays-away', first), sit('sits-again', first), sit('sits-again', second)],
    };
    const { outcome } = byEngine(rulebook!, crowd, []);
    expect(outcome.lists.bodies).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(byVerifier(rulebook!, crowd, []).lists.bodies).toEqual(outcome.lists.bodies);
  });
});
