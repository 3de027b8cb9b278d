import { createHash } from 'node:crypto';
import type { Anchors } from '../src/anchors.ts';
import {
  type Contest,
  closeLines,
  closesAt,
  type Leaf,
  linesOf,
  memberOf,
  membersInLeaf,
  person,
  receiptOf,
  smallContest,
  testKey,
} from './small-contest.ts';

/** Small bundles with what a verifier has to say of each: about half of them are sound. */
export type Vector = {
  name: string;
  about: string;
  lines: string[];
  anchors: Anchors;
  verdict: 'holds' | 'broken' | 'unreadable';
  /** Findings that must be among those that do not hold. */
  broken: string[];
  /** What else must be said. */
  says?: string[];
};

type Change = (contest: Contest) => void;
const of = (contest: Contest, kind: string, at = 0): Leaf => contest.leaves.filter((leaf) => leaf.kind === kind)[at]!;
const answersOf = (leaf: Leaf) =>
  leaf.answers as [number, number, string[], string | null, number, number, number, number][];
const changed = (change: Change): Contest => {
  const contest = smallContest();
  change(contest);
  return contest;
};
const relined = (lines: string[], change: (lines: string[]) => string[]): string[] =>
  closeLines(change(lines.slice(0, -1)));

const sound = (name: string, about: string, lines: string[], anchors: Anchors = {}): Vector => ({
  ...{ name, about, lines, anchors, verdict: 'holds', broken: [] },
});
const spoilt = (name: string, about: string, code: string, change: Change): Vector => ({
  ...{ name, about, lines: linesOf(changed(change)), anchors: {}, verdict: 'broken', broken: [code] },
});

/** A show's draw among five who were there, named twice; of two prizes the first number's owner had left. */
function drawAtShow(own: Contest): void {
  const draw = '00000000-0000-4000-c000-000000000001/3';
  const values = ['trống đồng Ngọc Lũ', 'mùa xuân nho nhỏ'];
  const people = ['Bà Hạnh', 'Ông Phúc'].map((name, at) => ({ name, hash: sha(`${name}\n${values[at]}`) }));
  const listOf = (count: number) => {
    const ids = Array.from({ length: count }, (_, at) => `00000000-0000-4000-b000-${String(at).padStart(12, '0')}`);
    return { count, hash: sha(ids.map((id, n) => `${n + 1} ${id}\n`).join('')), ids };
  };
  const list = listOf(5);
  const keyOf = (number: number) => sha(`${draw}\n${list.hash}\n${values.join('\n')}\n${number}`);
  const numbers = [1, 2, 3, 4, 5].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const head = { v: 1, kind: 'lots', at: closesAt, draw };
  own.leaves.push(
    { ...head, naming: 1, step: 0, wanted: 2, list: listOf(4), people },
    { ...head, naming: 2, step: 0, wanted: 2, list, people },
    { ...head, naming: 2, step: 1, values, numbers },
    { ...head, naming: 2, step: 2, absent: numbers.slice(0, 1), winners: numbers.slice(1, 3) },
  );
}

/** Units by how many of their people took part: four of A; two of C, which was merged into B after the close. */
function standUnits(own: Contest): void {
  const rules = of(own, 'rules');
  const book = structuredClone(rules.rulebook) as { populations: object[]; standings: object[]; awards: object[] };
  rules.rulebook = book;
  const everybody = { population: 'everyone', headcount: 'all' };
  const filter = { minPersons: 1, minRate: null, minRateBySize: [], mandatory: [], people: everybody };
  book.populations.push({ id: 'all-units', of: 'units', where: { kind: 'everybody' } });
  book.standings.push({
    ...{ id: 'units', population: 'all-units', over: ['week'], needs: [], ties: 'committee' },
    by: {
      ...{ kind: 'formula', filter, grouping: 'level', comparison: { method: 'plain' }, ratesOver: 'contest' },
      ...{ decimals: 1, metrics: [{ metric: 'personsRate', weight: 0.5, scale: 'own', people: everybody }] },
    },
  });
  const prizes = [{ count: 1, needs: [], value: null, points: 0 }];
  book.awards.push({ id: 'units-prizes', from: 'units', take: { kind: 'places' }, needs: [], prizes });
  own.members.splice(4, 2, memberOf(4, 'C'), memberOf(5, 'C'));
  const close = of(own, 'close');
  close.members = membersInLeaf(own.members);
  const units = ['A', 'B'].map((code) => ({
    ...{ code, name: `Đơn vị ${code}`, level: 'XA', block: null, parent: null, groups: [] },
    headcounts: [{ kind: 'all', people: 48, date: '2026-03-01' }],
  }));
  const lines = '1 A 4.2 0 units-prizes/XA\n2 B 2.1 - units-prizes/XA\n';
  own.leaves.push(
    {
      ...{ v: 1, kind: 'units', at: closesAt + 3 * dayMs, version: 1, rules: 1, award: 'units-prizes', period: null },
      ...{ rounds: [['week', 1]], units, merged: [['C', 'B']], places: { count: 2, hash: sha(lines) } },
      ...{ prizes: [['A', 0]], undecided: 0 },
    },
    { v: 1, kind: 'units-publication', at: closesAt + 4 * dayMs, version: 1, document: 'cd'.repeat(32) },
  );
}

function decidedReceipt(name: string, about: string, change: Change, says: string[]): Vector {
  const own = changed(change);
  return { ...sound(name, about, linesOf(own), { receipts: [receiptOf(own, 4)] }), says };
}

export function makeVectors(): Vector[] {
  const contest = smallContest();
  const lines = linesOf(contest);
  const short = JSON.parse(lines[1]!).note as string;
  const isQuestion = (line: string) => line.includes('"t":"question"');
  return [
    sound('01-sound', 'everything as it was', lines),
    sound('02-key', 'with the key known from outside', lines, { key: contest.key.text }),
    sound('03-receipt', "with a contestant's receipt", lines, { receipts: [receiptOf(contest, 4)] }),
    sound('04-checkpoint', 'with an older checkpoint', lines, { checkpoints: [JSON.parse(lines[2]!).note] }),
    sound(
      '05-closed-questions',
      'questions that may still be drawn: no score can be computed again',
      relined(lines, (all) => all.filter((line) => !isQuestion(line))),
    ),
    sound(
      '06-no-units',
      'units and names are not opened',
      relined(lines, (all) => all.filter((line) => !line.includes('"t":"member"'))),
    ),
    sound('07-void', 'an attempt taken out, and a second standing', linesOf(changed(voidFirst))),
    sound('08-equals', 'two people equal on every key, put in order by the committee', linesOf(changed(decideEquals))),
    sound('09-key-corrected', 'another option of the first question is right after all', linesOf(changed(correctKey))),
    sound(
      '10-unknown-leaf',
      'a leaf of a kind that this version does not know',
      linesOf(
        changed(({ leaves }) => {
          leaves.push({ v: 1, kind: 'later', at: closesAt, what: 'x' });
        }),
      ),
    ),
    spoilt('11-prize-moved', 'the first prize is given to the third', 'standing.prizes', (own) => {
      const standing = of(own, 'standing');
      standing.prizes = [
        [person(2), 0],
        [person(1), 1],
        [person(0), 1],
      ];
    }),
    spoilt('12-answer-changed', 'another option is said to have been chosen', 'standing.places', (own) => {
      answersOf(of(own, 'submission', 5))[0]![2] = ['a'];
    }),
    spoilt('13-late-answer', 'an answer arrived after the lock and its grace', 'attempts.wrong', (own) => {
      const leaf = of(own, 'submission');
      const answer = answersOf(leaf)[3]!;
      answer[4] = (leaf.limitAt as number) + 900;
      answer[5] = leaf.limitAt as number;
      leaf.at = leaf.limitAt as number;
    }),
    spoilt('14-credit-raised', 'more is credited than the round trip allows', 'attempts.wrong', (own) => {
      answersOf(of(own, 'submission', 1))[0]![7] = 350;
    }),
    spoilt('15-questions-swapped', 'another question than the one committed to', 'questions.root', (own) => {
      own.questions[0]!.leaf = own.questions[0]!.leaf.replace('"right":["a"]', '"right":["b"]');
    }),
    spoilt('16-member-moved', 'a person is put into another unit after the close', 'members.seal', (own) => {
      own.members[3]!.open = [own.members[3]!.open[0], 'B'];
    }),
    spoilt('17-unfinalized', 'published without having been finalized', 'finalized.not', (own) => {
      own.leaves.splice(own.leaves.indexOf(of(own, 'finalization')), 1);
    }),
    {
      ...{
        name: '18-other-key',
        about: 'signed by another key than the one known',
        lines,
        anchors: { key: testKey(9).text },
      },
      ...{ verdict: 'broken', broken: ['key.other'] },
    },
    {
      ...{
        name: '19-fork',
        about: 'a receipt of an entry that this log has not',
        anchors: { receipts: [receiptOf(contest, 5)] },
      },
      lines: linesOf(
        changed((own) => {
          of(own, 'submission', 1).prediction = 6;
          own.leaves = own.leaves.filter(({ kind }) => !['standing', 'finalization', 'publication'].includes(kind));
        }),
      ),
      ...{ verdict: 'broken', broken: ['receipt.missing'] },
    },
    {
      ...{
        name: '20-cut-short',
        about: 'the last lines are missing',
        lines: lines.slice(0, -3),
        anchors: { checkpoints: [short] },
      },
      ...{ verdict: 'unreadable', broken: ['file.cut-short'] },
    },
    sound('21-drawn', 'an award by lots: a list that was frozen, a lottery named before', linesOf(changed(drawAward))),
    sound(
      '22-tie-drawn',
      'equals put in order by values that two people had committed to',
      linesOf(changed(drawEquals)),
    ),
    spoilt('23-draw-moved', 'another order than the one that the seed makes', 'draw.order', (own) => {
      drawAward(own);
      of(own, 'draw').ids = (of(own, 'draw').ids as string[]).toReversed();
      const decision = of(own, 'decision').decision as { ids: string[] };
      decision.ids = decision.ids.toReversed();
    }),
    spoilt('24-seed-known', 'the lottery had drawn when it was named', 'draw.early', (own) => {
      drawAward(own);
      (of(own, 'seed').source as { at: number }).at = of(own, 'seed').at;
    }),
    spoilt('25-list-changed', 'the list that was frozen lacks somebody', 'draw.list', (own) => {
      drawAward(own);
      (of(own, 'seed').list as { count: number }).count = 5;
    }),
    sound(
      '26-table',
      'a column that the committee brought: corrected once, one value taken back',
      linesOf(changed(addTable)),
    ),
    sound('27-show', 'the places of a show: held twice before the close, and once too late', linesOf(changed(addShow))),
    spoilt('28-value-changed', 'another value than the places rest on', 'standing.places', (own) => {
      addTable(own);
      (of(own, 'table', 1).rows as unknown[][])[1]![2] = 7;
    }),
    spoilt('29-run-swapped', 'the places of another run than the last before the close', 'standing.places', (own) => {
      addShow(own);
      of(own, 'show', 1).at = of(own, 'show').at - 1;
    }),
    sound('30-unsaid-table', 'the rules have a table that the log does not say', linesOf(changed(forgetTable))),
    spoilt('31-not-listed', 'a place for somebody who does not stand on the list', 'standing.places', (own) => {
      const rules = of(own, 'rules');
      const book = structuredClone(rules.rulebook) as { populations: object[] };
      rules.rulebook = book;
      book.populations = [{ id: 'everyone', of: 'people', where: { kind: 'roster', roster: 'youth' } }];
      of(own, 'close').lists = [['youth', [0, 1, 2, 3, 4].map(person)]];
    }),
    decidedReceipt('32-voided-receipt', 'the receipt of an attempt that was taken out', voidFirst, ['receipt.voided']),
    decidedReceipt('33-rescored-receipt', 'the receipt of a paper with a corrected key', correctKey, [
      'receipt.rescored',
    ]),
    sound(
      '34-show-draw',
      'a draw among those present: named twice, one of the first absent',
      linesOf(changed(drawAtShow)),
    ),
    spoilt('35-show-draw-again', 'the list was frozen anew behind the opened values', 'lots.form', (own) => {
      drawAtShow(own);
      own.leaves.push({ ...of(own, 'lots', 1), naming: 3 } as Leaf);
    }),
    spoilt('36-show-list', 'somebody else stands in the frozen list', 'lots.list', (own) => {
      drawAtShow(own);
      const { list } = of(own, 'lots', 1) as unknown as { list: { ids: string[] } };
      list.ids[3] = '00000000-0000-4000-b000-000000000009';
    }),
    spoilt('37-show-winner', 'a prize for somebody whose number is not among the first', 'lots.winners', (own) => {
      drawAtShow(own);
      const { numbers } = of(own, 'lots', 2) as unknown as { numbers: number[] };
      of(own, 'lots', 3).winners = [numbers[1], numbers[4]];
    }),
    sound('38-units', 'a standing of units, one of them merged after the close', linesOf(changed(standUnits))),
    spoilt('39-units-total', 'another headcount than the places rest on', 'units.places', (own) => {
      standUnits(own);
      const { units } = of(own, 'units') as unknown as { units: { headcounts: { people: number }[] }[] };
      units[1]!.headcounts[0]!.people = 20;
    }),
    spoilt('40-units-prize', 'the prize of units is given to the second', 'units.prizes', (own) => {
      standUnits(own);
      of(own, 'units').prizes = [['B', 0]];
    }),
  ];
}

const dayMs = 86_400_000;
type Place = [rank: number, at: number, prize: number | null];

/** A second version of the standing, its places worked out by hand. */
function addStanding(
  own: Contest,
  places: readonly Place[],
  more: Record<string, unknown>,
  hash: (text: string) => string,
): void {
  const first = of(own, 'standing');
  const publication = own.leaves.indexOf(of(own, 'finalization'));
  const lines = places.map(([rank, at, prize]) => `${rank} ${person(at)} ${prize ?? '-'}\n`).join('');
  own.leaves.splice(publication, 0, {
    ...first,
    ...{ at: closesAt + dayMs / 2, version: 2, places: { count: places.length, hash: hash(lines) } },
    prizes: places.flatMap(([, at, prize]) => (prize === null ? [] : [[person(at), prize]])),
    ...more,
  } as Leaf);
  of(own, 'finalization').version = 2;
  of(own, 'publication').version = 2;
}

function addDecision(own: Contest, no: string, decision: Record<string, unknown>): void {
  own.leaves.splice(own.leaves.indexOf(of(own, 'finalization')), 0, {
    ...{ v: 1, kind: 'decision', at: closesAt + dayMs / 4, no, by: 'account:1', reason: 'thử' },
    decision,
  });
}

/** The best attempt is taken out; the prediction's number was counted at the close and stays. */
function voidFirst(own: Contest): void {
  addDecision(own, '1', { do: 'void', attempt: of(own, 'submission').attempt });
  const places: Place[] = [
    [1, 1, 0],
    [2, 2, 1],
    [3, 3, 1],
    [4, 4, null],
    [5, 5, null],
  ];
  addStanding(own, places, {}, sha);
}

/** The third and the fourth need the same time, and the committee puts the fourth first. */
function decideEquals(own: Contest): void {
  const third = of(own, 'submission', 2);
  const fourth = of(own, 'submission', 3);
  const shift = (fourth.startedAt as number) - (third.startedAt as number);
  fourth.handouts = (third.handouts as number[]).map((at) => at + shift);
  fourth.answers = answersOf(third).map((answer) => {
    const [position, no, options, typed, arrived, counted, trip, credit] = answer;
    return [position, no, options, typed, arrived + shift, counted + shift, trip, credit];
  });
  fourth.at = third.at + shift;
  const standing = of(own, 'standing');
  const open: Place[] = [
    [1, 0, 0],
    [2, 1, 1],
    [3, 2, null],
    [3, 3, null],
    [5, 4, null],
    [6, 5, null],
  ];
  standing.places = {
    count: 6,
    hash: sha(open.map(([rank, at, prize]) => `${rank} ${person(at)} ${prize ?? '-'}\n`).join('')),
  };
  standing.prizes = open.flatMap(([, at, prize]) => (prize === null ? [] : [[person(at), prize]]));
  standing.undecided = 2;
  addDecision(own, '1', { do: 'order', list: 'persons@week', ids: [person(3), person(2)] });
  addStanding(
    own,
    [
      [1, 0, 0],
      [2, 1, 1],
      [3, 3, 1],
      [4, 2, null],
      [5, 4, null],
      [6, 5, null],
    ],
    { undecided: 0 },
    sha,
  );
}

/** Nobody but the last chose the other option: everybody else loses the question. */
function correctKey(own: Contest): void {
  addDecision(own, '1', { do: 'key', question: 'q1', right: ['b'] });
  const places: Place[] = [
    [1, 0, 0],
    [2, 1, 1],
    [3, 2, 1],
    [4, 3, null],
    [5, 5, null],
    [6, 4, null],
  ];
  addStanding(own, places, {}, sha);
}

/** The round has one more part, whose key goes before the others; person 6 has a number and no submission. */
function addPart(
  own: Contest,
  {
    part,
    key,
    leaves,
    brought,
    places,
  }: { part: object; key: object; leaves: object[]; brought: number[]; places: Place[] },
): void {
  const rules = of(own, 'rules');
  const book = structuredClone(rules.rulebook) as {
    rounds: { parts: object[] }[];
    standings: { by: { keys: object[] } }[];
  };
  rules.rulebook = book;
  book.rounds[0]!.parts.push(part);
  book.standings[0]!.by.keys.unshift({ ...key, fold: 'only', best: 1 });
  const close = of(own, 'close');
  own.members.push(memberOf(6));
  close.members = membersInLeaf(own.members);
  close.brought = brought.map((at) => [person(at), closesAt - 6 * dayMs - 1, '']);
  own.leaves.splice(own.leaves.indexOf(close), 0, ...(leaves as Leaf[]));
  const standing = of(own, 'standing');
  const lines = places.map(([rank, at, prize]) => `${rank} ${person(at)} ${prize ?? '-'}\n`).join('');
  standing.places = { count: places.length, hash: sha(lines) };
  standing.prizes = places.flatMap(([, at, prize]) => (prize === null ? [] : [[person(at), prize]]));
}

const ranked = (ids: readonly number[]): Place[] => ids.map((at, n) => [n + 1, at, n === 0 ? 0 : n < 3 ? 1 : null]);

/** Of the two versions the second takes one value back and has two of its own. */
function addTable(own: Contest): void {
  const head = { v: 1, kind: 'table', round: 'week' };
  addPart(own, {
    part: { kind: 'table', columns: [{ id: 'essay' }] },
    key: { metric: 'column', column: 'essay', order: 'most' },
    leaves: [
      {
        ...{ ...head, at: closesAt, no: 1 },
        rows: [
          ['essay', person(0), 9.5],
          ['essay', person(6), 8],
        ],
      },
      {
        ...{ ...head, at: closesAt + 1_000, no: 2 },
        rows: [
          ['essay', person(0), null],
          ['essay', person(5), 8.5],
        ],
      },
    ],
    brought: [5, 6],
    places: ranked([5, 6, 0, 1, 2, 3, 4]),
  });
}

function addShow(own: Contest): void {
  const run = (at: number, no: number, rows: [number, number, number][]) => ({
    ...{ v: 1, kind: 'show', at, round: 'week', show: 'night', run: `run-${no}` },
    rows: rows.map(([who, place, points]) => [person(who), place, points]),
  });
  addPart(own, {
    part: { kind: 'show', id: 'night' },
    key: { metric: 'place', show: 'night', order: 'least' },
    leaves: [
      run(closesAt - 2_000, 1, [
        [6, 1, 30],
        [2, 2, 20],
      ]),
      run(closesAt - 1_000, 2, [
        [2, 1, 30],
        [6, 2, 20],
      ]),
    ],
    brought: [2, 6],
    places: ranked([2, 6, 0, 1, 3, 4, 5]),
  });
  own.leaves.splice(
    own.leaves.indexOf(of(own, 'standing')),
    0,
    run(closesAt + 3_000, 3, [[5, 1, 30]]) as unknown as Leaf,
  );
}

function forgetTable(own: Contest): void {
  addTable(own);
  own.leaves = own.leaves.filter(({ kind }) => kind !== 'table');
}

const drawId = '00000000-0000-4000-b000-000000000001';

/** Named, with the seed and the order that it makes, before the decision that rests on it; the list is worked out by hand. */
function addDraw(
  own: Contest,
  named: { of: object; source: object; people: string[]; at: number },
  value: string,
): string[] {
  const { people, at, ...rest } = named;
  const list = { count: people.length, hash: sha(people.map((id, n) => `${n + 1} ${id}\n`).join('')) };
  const keyOf = (id: string) => sha(`${drawId}\n${list.hash}\n${value}\n${people.indexOf(id) + 1}`);
  const ids = people.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const head = { v: 1, draw: drawId };
  own.leaves.splice(
    own.leaves.indexOf(of(own, 'finalization')),
    0,
    { ...head, kind: 'seed', at, step: 0, value: null, list, ...rest },
    { ...head, kind: 'seed', at: at + 7_200_000, step: 1, value },
    { ...head, kind: 'draw', at: at + 7_200_000, ids },
  );
  return ids;
}

/** Everybody is in the drawing of one prize and two; the numbers follow the order of the leaves. */
function drawAward(own: Contest): void {
  const rules = of(own, 'rules');
  const book = structuredClone(rules.rulebook) as { awards: { take: object }[] };
  rules.rulebook = book;
  book.awards = [{ ...book.awards[0]!, take: { kind: 'draw' } }];
  const ranks = Array.from({ length: 6 }, (_, at): [number, number] => [at + 1, at]);
  const standing = of(own, 'standing');
  standing.places = { count: 6, hash: sha(ranks.map(([rank, at]) => `${rank} ${person(at)} -\n`).join('')) };
  standing.prizes = [];
  standing.undecided = 6;
  const at = closesAt + dayMs / 10;
  const source = {
    kind: 'lottery',
    company: 'Xổ số kiến thiết Thử',
    prize: 'Giải đặc biệt',
    at: at + 3_600_000,
    digits: 5,
  };
  const people = ranks.map(([, who]) => person(who));
  const drawn = { kind: 'award', round: 'week', version: 1, id: 'week-prizes@week', rank: null };
  const ids = addDraw(own, { of: drawn, source, people, at }, '01234');
  addDecision(own, '1', { do: 'lots', award: 'week-prizes@week', ids, draw: drawId });
  const prizeOf = (who: string) => [0, 1, 1][ids.indexOf(who)] ?? null;
  addStanding(
    own,
    ranks.map(([rank, who]): Place => [rank, who, prizeOf(person(who))]),
    { undecided: 0 },
    sha,
  );
}

/** The same equals as the committee's, by values opened together. */
function drawEquals(own: Contest): void {
  decideEquals(own);
  const decision = of(own, 'decision').decision as { ids: string[]; draw?: string };
  const decided = of(own, 'decision');
  own.leaves = own.leaves.filter((leaf) => leaf !== decided);
  const version = of(own, 'standing', 1);
  own.leaves = own.leaves.filter((leaf) => leaf !== version);
  const values = ['mười hai con giáp', 'gió đưa cành trúc la đà'];
  const people = ['Bà Một', 'Ông Hai'].map((name, at) => ({ name, hash: sha(`${name}\n${values[at]}`) }));
  const tie = { kind: 'tie', round: 'week', version: 1, id: 'persons@week', rank: 3 };
  const given = {
    of: tie,
    source: { kind: 'committed', people },
    people: [person(2), person(3)],
    at: closesAt + dayMs / 10,
  };
  const ids = addDraw(own, given, values.join('\n'));
  addDecision(own, '1', { ...decision, ids, draw: drawId });
  const [third = '', fourth = ''] = ids;
  const at = (id: string) => (id === person(2) ? 2 : 3);
  const places: Place[] = [
    [1, 0, 0],
    [2, 1, 1],
    [3, at(third), 1],
    [4, at(fourth), null],
    [5, 4, null],
    [6, 5, null],
  ];
  addStanding(own, places, { undecided: 0 }, sha);
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export const unitsStood = (): Contest => changed(standUnits);

/** For tests that spoil it in one place or another. */
export const drawnAtShow = (): Contest => changed(drawAtShow);
