import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AttemptFacts, Facts, PersonFacts } from './judge/facts.ts';
import { judgeContest } from './judge/judge-contest.ts';
import type { Rulebook } from './model/rulebook.ts';
import { readRulebook } from './read/read-rulebook.ts';
import { crowdOf } from './test-crowd.ts';

/*
 * Real rulebooks as data, in docs/rulebooks/. Beside each stands what its own words come to on a made-up crowd, worked out
 * by plain sorting. Where a rulebook was not seen whole, its file has usual values, and the reckoning goes by the file.
 */
const folder = new URL('../../../docs/rulebooks/', import.meta.url);
const open = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

function accepted(name: string, value = open(name)): Rulebook {
  const { rulebook, problems } = readRulebook(value);
  if (!rulebook) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  return rulebook;
}

/** The winners of each award, by prize: `[[first], [second, second]]`. */
function winnersOf(rulebook: Rulebook, facts: Facts): Record<string, string[][]> {
  const found: Record<string, string[][]> = {};
  for (const { id, award, won } of judgeContest(rulebook, facts).awards) {
    const prizes = rulebook.awards.find((each) => each.id === award)?.prizes ?? [];
    found[id] = prizes.map((_prize, at) =>
      [...won]
        .filter(([, prize]) => prize === at)
        .map(([who]) => who)
        .sort(),
    );
  }
  return found;
}

/** The first of an order, so many for each prize. */
function deal(order: readonly string[], ...counts: number[]): string[][] {
  let from = 0;
  return counts.map((count) => {
    from += count;
    return order.slice(from - count, from).toSorted();
  });
}

type Row = AttemptFacts & { person: PersonFacts };
/** Everybody's only or best attempt of a round: more points, then the shorter time. */
function papers(facts: Facts, roundId: string, may: (person: PersonFacts) => boolean = () => true): Row[] {
  return facts.people.filter(may).flatMap((person) => {
    const own = facts.attempts.filter((each) => each.personId === person.id && each.roundId === roundId);
    own.sort((one, other) => other.points - one.points || one.elapsedMs - other.elapsedMs);
    return own[0] ? [{ ...own[0], person }] : [];
  });
}
const ids = (rows: readonly Row[]): string[] => rows.map(({ personId }) => personId);
const guessOf = (facts: Facts, { personId, roundId }: Row): number =>
  facts.predictions.find((each) => each.personId === personId && each.roundId === roundId)?.value ?? Number.NaN;
const marksOf = (facts: Facts, roundId: string, column: string): Map<string, number> =>
  new Map(
    facts.tables
      .filter((each) => each.roundId === roundId && each.column === column)
      .map((each) => [each.subject, each.value]),
  );
const isFree =
  (...roles: string[]) =>
  (person: PersonFacts) =>
    !person.roles.some((role) => roles.includes(role));
const fieldOf = (person: PersonFacts, field: string) => person.profile[0]?.fields[field];
const perfect = ({ wrong, blank }: Row) => wrong + blank === 0;
/** Points, then the nearest guess of how many took part, then the shorter time. */
const byPrediction = (facts: Facts, rows: readonly Row[], target: number): Row[] =>
  rows.toSorted(
    (one, other) =>
      other.points - one.points ||
      Math.abs(guessOf(facts, one) - target) - Math.abs(guessOf(facts, other) - target) ||
      one.elapsedMs - other.elapsedMs,
  );
const byTime = (rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => other.points - one.points || one.elapsedMs - other.elapsedMs);
const ageOn = (day: string, { birthDate }: PersonFacts) =>
  Number(day.slice(0, 4)) - Number(birthDate?.slice(0, 4)) - (day.slice(5) < (birthDate?.slice(5) ?? '') ? 1 : 0);

/** What each rulebook's words come to. Collective prizes by formula are compared with `stand-units.test.ts`, so they are left out here. */
const reckonings: Record<string, (facts: Facts) => Record<string, string[][]>> = {
  // Prizes a week for officials and for citizens of 18, all right, then nearest to the number all right among one's own.
  '01-hue-admin-reform-2025': (facts) => {
    const free = isFree('ORGANIZING_COMMITTEE', 'QUESTION_AUTHORS', 'SUPPORT_TEAM');
    const found: Record<string, string[][]> = {};
    for (const [n, opens] of ['2025-09-29', '2025-10-06', '2025-10-13', '2025-10-20'].entries()) {
      for (const audience of ['official', 'citizen']) {
        const own = papers(
          facts,
          `week-${n + 1}`,
          (person) =>
            free(person) &&
            fieldOf(person, 'audience') === audience &&
            (audience === 'official' || ageOn(opens, person) >= 18),
        );
        const right = own.filter(perfect);
        found[`${audience}s-prizes@week-${n + 1}`] = deal(
          ids(byPrediction(facts, right, right.length).map((row) => ({ ...row, elapsedMs: 0 }))),
          1,
          1,
          1,
        );
      }
    }
    return found;
  },
  // 1, 2, 3, 10 a week by points, nearest to the number taking part, submission; ten for spreading by the committee's marks.
  // Nobody has more than two weekly prizes, or two prizes of a week.
  '02-election-quiz-2026': (facts) => {
    const found: Record<string, string[][]> = {};
    for (const week of ['week-1', 'week-2']) {
      const all = papers(facts, week);
      found[`week-prizes@${week}`] = deal(ids(byPrediction(facts, all, all.length)), 1, 2, 3, 10);
      const marks = marksOf(facts, week, 'spreading');
      const spread = facts.people.map(({ id }) => id).sort((one, other) => marks.get(other)! - marks.get(one)!);
      found[`spreading-prizes@${week}`] = deal(spread, 10);
    }
    return found;
  },
  // Weeks inside a month, each with its own paper and list: all right, nearest to the number taking part, time.
  '03-coast-guard-law-2021': (facts) => {
    const free = isFree('VENDOR_STAFF');
    const list = (round: string, ...counts: number[]) => {
      const all = papers(facts, round, free);
      return deal(ids(byPrediction(facts, all.filter(perfect), all.length)), ...counts);
    };
    const weeks = ['week-1', 'week-2', 'week-3'].map((week) => [`week-prizes@${week}`, list(week, 1, 2, 10, 20)]);
    return { ...Object.fromEntries(weeks), 'month-prizes': list('month', 1, 3, 6, 20) };
  },
  // Each question has a winner, each night the one with most right answers; essays A, B, C by the jury's mark.
  '05-giap-livestream-2021': (facts) => {
    const found: Record<string, string[][]> = {};
    const best = (marks: Map<string, number>, kind: 'p' | 'unit', ...counts: number[]) =>
      deal(
        [...marks]
          .filter(([who, mark]) => who.startsWith('p') === (kind === 'p') && mark > 0)
          .sort(([, one], [, other]) => other - one)
          .map(([who]) => who),
        ...counts,
      );
    for (let n = 1; n <= 8; n++) {
      for (let q = 1; q <= 10; q++) {
        const winner = [...marksOf(facts, `night-${n}`, `q${q}`)].filter(
          ([who, mark]) => who.startsWith('p') && mark === 1,
        );
        found[`q${q}-prize@night-${n}`] = deal(
          winner.map(([who]) => who),
          1,
        );
      }
      found[`night-prize@night-${n}`] = best(marksOf(facts, `night-${n}`, 'right'), 'p', 1);
    }
    found['essay-prizes'] = best(marksOf(facts, 'essay', 'mark'), 'p', 3, 5, 10);
    found['entries-prize'] = best(marksOf(facts, 'essay', 'entries'), 'unit', 1);
    found['rate-prize'] = best(marksOf(facts, 'essay', 'rate'), 'unit', 1);
    return found;
  },
  // Right answers first; the mark of the text decides among equals.
  '06-army-paper-law-2025': (facts) =>
    Object.fromEntries(
      Array.from({ length: 7 }, (_, n) => `period-${n + 1}`).map((period) => {
        const marks = marksOf(facts, period, 'essay');
        // Whoever wrote a text alone is in the list too, behind all with a paper.
        const points = new Map(papers(facts, period).map((row) => [row.personId, row.points]));
        const order = facts.people
          .map(({ id }) => id)
          .sort(
            (one, other) => (points.get(other) ?? -1) - (points.get(one) ?? -1) || marks.get(other)! - marks.get(one)!,
          );
        return [`prizes@${period}`, deal(order, 1, 2, 3, 5)];
      }),
    ),
  // Grades 6 to 9; points, then the time up to the last change of an answer.
  '08-vnisa-pupils-2022': (facts) => {
    const pupils = papers(
      facts,
      'real',
      (person) => Number(fieldOf(person, 'grade')) >= 6 && Number(fieldOf(person, 'grade')) <= 9,
    );
    pupils.sort((one, other) => other.points - one.points || one.elapsedToLastChangeMs - other.elapsedToLastChangeMs);
    return { prizes: deal(ids(pupils), 3, 8, 15, 50) };
  },
  // 144 equal prizes a period: more than there are people here. Unions by the number of people.
  '14-hcmc-union-2025': (facts) => ({
    ...Object.fromEntries(
      ['period-1', 'period-2'].map((period) => [`prizes@${period}`, deal(ids(papers(facts, period)), 144)]),
    ),
    'union-prizes': deal(
      facts.units.map(({ code }) => code),
      30,
    ),
  }),
  // Five questions, nearest to the number taking part in the period.
  '17-kbang-hero-nup-2023': (facts) =>
    Object.fromEntries(
      Array.from({ length: 4 }, (_, n) => `period-${n + 1}`).map((period) => {
        const all = papers(facts, period, isFree('ORGANIZING_COMMITTEE', 'QUESTION_AUTHORS', 'SECRETARIAT'));
        return [`prizes@${period}`, deal(ids(byPrediction(facts, all, all.length)), 1, 2, 3, 10)];
      }),
    ),
  // The ten best of a closed list go to a final on stage.
  '19-gialai-youth-secretaries-2025': (facts) => {
    const listed = (person: PersonFacts) => person.rosters.includes('secretaries');
    const finalists = ids(byTime(papers(facts, 'first-stage', listed))).slice(0, 10);
    const stage = facts.shows
      .filter(({ personId }) => finalists.includes(personId))
      .sort((one, other) => one.place - other.place);
    return {
      prizes: deal(
        stage.map(({ personId }) => personId),
        1,
        1,
        1,
      ),
    };
  },
  // Five a week without ranks: right answers, time, start.
  '21-binhtan-youth-2019': (facts) =>
    Object.fromEntries(
      Array.from({ length: 4 }, (_, n) => `week-${n + 1}`).map((week) => [
        `prizes@${week}`,
        deal(ids(byTime(papers(facts, week, (person) => person.rosters.includes('steps-done')))), 5),
      ]),
    ),
  '23-moj-election-law-2021': (facts) => {
    const all = papers(facts, 'april');
    return { prizes: deal(ids(byPrediction(facts, all, all.length)), 1, 5, 10, 20) };
  },
  // The staff of the host and those who run it may not take part.
  '27-dakpo-party-history-2021': (facts) =>
    Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => `period-${n + 1}`).map((period) => [
        `prizes@${period}`,
        deal(
          ids(byTime(papers(facts, period, isFree('ORGANIZING_COMMITTEE', 'JURY', 'SECRETARIAT', 'HOST_DEPARTMENT')))),
          1,
          2,
          3,
          5,
        ),
      ]),
    ),
  // Fifteen of 16 to 30 years, as of the last week they sat, by the six weeks together; ideas are marked in the final.
  '29-youth-traffic-2022': (facts) => {
    const opens = ['2022-06-19', '2022-06-26', '2022-07-03', '2022-07-10', '2022-07-17', '2022-07-24'];
    const all = opens.flatMap((day, n) => papers(facts, `week-${n + 1}`).map((row) => ({ ...row, day })));
    const lastDay = new Map(all.map(({ personId, day }) => [personId, day]));
    const weeks = all.filter(({ person }) => {
      const age = ageOn(lastDay.get(person.id)!, person);
      return age >= 16 && age <= 30;
    });
    const sums = new Map<string, { points: number; elapsedMs: number; weeks: number }>();
    for (const { personId, points, elapsedMs } of weeks) {
      const sum = sums.get(personId) ?? { points: 0, elapsedMs: 0, weeks: 0 };
      sums.set(personId, { points: sum.points + points, elapsedMs: sum.elapsedMs + elapsedMs, weeks: sum.weeks + 1 });
    }
    // A time over six weeks is that of whoever sat all six; among others points alone decide.
    const time = (sum: { elapsedMs: number; weeks: number }) =>
      sum.weeks === 6 ? sum.elapsedMs : Number.MAX_SAFE_INTEGER;
    const order = [...sums].sort(([, one], [, other]) => other.points - one.points || time(one) - time(other));
    const line = order[14]![1];
    const isAtEdge = ([, sum]: (typeof order)[number]) => sum.points === line.points && time(sum) === time(line);
    const isCut = order[15] !== undefined && isAtEdge(order[15]); // equals at the edge wait for the committee
    const finalists = order
      .slice(0, 15)
      .filter((each) => !isCut || !isAtEdge(each))
      .map(([id]) => id);
    const marks = marksOf(facts, 'final', 'idea');
    return {
      prizes: deal(
        finalists.sort((one, other) => marks.get(other)! - marks.get(one)!),
        1,
        1,
        1,
      ),
    };
  },
  // Equals are drawn. On this crowd all who took part are among the thousand, so nothing is left to draw.
  '30-mygov-quizzes': (facts) => {
    const may = (person: PersonFacts) =>
      !person.rosters.includes('families') && isFree('ORGANIZING_COMMITTEE', 'DIRECTLY_INVOLVED')(person);
    const [first, second] = [papers(facts, 'mahaquiz', may), papers(facts, 'viksit', may)];
    return {
      'mahaquiz-prizes': deal(ids(first), 1000),
      'mahaquiz-certificates': deal(ids(first), 1000),
      'viksit-certificates': deal(ids(second), 1000),
    };
  },
  // The last one standing is first; three of a school at most come in at all.
  '36-ranking1-indonesia-2023': (facts) => {
    const pupils = facts.people.filter(
      (person) =>
        Number(fieldOf(person, 'grade')) >= 4 &&
        Number(fieldOf(person, 'grade')) <= 6 &&
        person.rosters.includes('registered'),
    );
    const stage = facts.shows
      .filter(({ personId }) => pupils.some(({ id }) => id === personId))
      .sort((one, other) => one.place - other.place);
    return {
      prizes: deal(
        stage.map(({ personId }) => personId),
        1,
        1,
        1,
      ),
    };
  },
  // The committee's mark of test and video together, of those who sat the test.
  '40-jawapos-sma-awards-2021': (facts) => {
    const sat = ids(papers(facts, 'contest', (person) => person.rosters.includes('recommended')));
    const marks = marksOf(facts, 'contest', 'total');
    return {
      prizes: deal(
        sat.sort((one, other) => marks.get(other)! - marks.get(one)!),
        1,
        1,
        1,
      ),
    };
  },
};

describe('rulebooks of real contests', () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5));

  it('[M1] sixteen are said whole', () => {
    expect(names).toEqual(Object.keys(reckonings));
    expect(names).toHaveLength(16);
  });

  it.each(Object.entries(reckonings))('[M1] %s: winners are those of its own words', (name, reckon) => {
    const rulebook = accepted(name);
    for (const seed of ['một', 'hai', 'ba']) {
      const facts = crowdOf(rulebook, `${name} ${seed}`, 120);
      const winners = winnersOf(rulebook, facts);
      const expected = reckon(facts);
      expect(Object.keys(expected).length).toBeGreaterThan(0);
      expect(Object.values(expected).flat(2).length).toBeGreaterThan(0);
      for (const [award, prizes] of Object.entries(expected)) expect([award, winners[award]]).toEqual([award, prizes]);
    }
  });

  it.each([
    ['12-union-resolution-2024', 'public-votes'],
    ['32-bebras-uk-final', 'interactive-items'],
    ['34-european-money-quiz', 'teams-as-entrants'],
    ['39-company-knowledge-credits', 'proportional-rewards'],
  ])('[M3] %s is refused for its clause: %s', (name, code) => {
    const { rulebook, problems } = readRulebook(open(`refused/${name}`));
    expect(rulebook).toBeNull();
    expect(problems[0]?.code).toBe(code);
  });

  it('[M12, M12a] a thousand equal winners are drawn among more with all right, and consolation has two levels', () => {
    const rulebook = accepted('30-mygov-quizzes');
    rulebook.awards[0]!.prizes[0]!.count = 4;
    const facts = crowdOf(rulebook, 'bốc thăm', 120);
    const may = (person: PersonFacts) =>
      !person.rosters.includes('families') && isFree('ORGANIZING_COMMITTEE', 'DIRECTLY_INVOLVED')(person);
    const right = papers(facts, 'mahaquiz', may).filter(perfect);
    const find = (own: Facts) => judgeContest(rulebook, own).awards.find(({ id }) => id === 'mahaquiz-prizes')!;
    expect(right.length).toBeGreaterThan(4);
    expect([find(facts).won.size, find(facts).undecided]).toMatchObject([
      0,
      [{ prize: 0, ids: ids(right).sort(), by: 'draw' }],
    ]);
    const order = ids(right).reverse();
    expect([...find({ ...facts, orders: [{ list: 'mahaquiz', ids: order }] }).won.keys()]).toEqual(order.slice(0, 4));
    const second = ids(byTime(papers(facts, 'viksit', may)));
    const equals = papers(facts, 'viksit', may).filter(perfect);
    const viksit = winnersOf(rulebook, { ...facts, orders: [{ list: 'viksit', ids: ids(equals) }] })['viksit-prizes'];
    expect(viksit?.slice(0, 3)).toEqual(deal(ids(equals), 1, 1, 1));
    expect(viksit?.map((prize) => prize.length)).toEqual([1, 1, 1, second.length - 3, 0]);
  });

  it('[M9, M14] Bebras without its interactive tasks: minus points, fewest wrong, most of the hard ones, and shared victory', () => {
    const file = open('refused/32-bebras-uk-final') as { rounds: { parts: { kind: string }[] }[] };
    for (const round of file.rounds) round.parts = round.parts.filter(({ kind }) => kind !== 'interactive');
    const rulebook = accepted('bebras', file);
    const facts = crowdOf(rulebook, 'bebras', 120);
    for (const attempt of facts.attempts) {
      // Few different results, so that many are equal on the first keys.
      const [b, c] = [attempt.elapsedMs % 3, attempt.startedAtMs % 2];
      Object.assign(attempt, { points: 60, wrong: attempt.startedAtMs % 3, rightByLevel: { A: 5, B: b, C: c } });
    }
    const winners = winnersOf(rulebook, facts);
    for (const ages of ['juniors', 'seniors']) {
      const listed = papers(
        facts,
        'final',
        (person) =>
          person.rosters.includes('class-lists') &&
          fieldOf(person, 'ages') === ages &&
          facts.attempts.some((each) => each.personId === person.id && each.roundId === 'first'),
      );
      const keyOf = ({ wrong, rightByLevel }: Row) => [9 - wrong, rightByLevel.C, rightByLevel.B].join('');
      const best = listed.map(keyOf).sort().at(-1);
      const first = listed.filter((row) => keyOf(row) === best); // all of them are winners together
      expect(first.length).toBeGreaterThan(1);
      expect(winners[`${ages}-prizes`]?.[0]).toEqual(ids(first).sort());
    }
  });
});
