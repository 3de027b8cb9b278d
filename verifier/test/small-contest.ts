import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { leafHash, toHex } from '../src/bytes.ts';
import { canonical } from '../src/canonical.ts';
import { Hashes, rootOf } from '../src/tree.ts';

/** A small contest as its bundle: made from nothing but docs/proof.md, to be spoilt in one place or another. */

export type Leaf = Record<string, unknown> & { kind: string; at: number };
const day = 86_400_000;
const opensAt = Date.parse('2026-03-02T00:00:00+07:00');
export const closesAt = opensAt + 6 * day;
const contest = '00000000-0000-4000-8000-000000000001';
export const origin = `hoithi/log/${contest}/1`;

/** An Ed25519 key of 32 given bytes. */
export function testKey(seed: number) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(1), raw]);
  const hash = createHash('sha256').update('hoithi-log\n').update(typed).digest().subarray(0, 4);
  return {
    text: `hoithi-log+${hash.toString('hex')}+${typed.toString('base64')}`,
    sign: (text: string) =>
      `${text}\n— hoithi-log ${Buffer.concat([hash, sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  };
}
export type TestKey = ReturnType<typeof testKey>;

export const person = (at: number): string => `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`;
export const attempt = (at: number): string => `00000000-0000-4000-a000-${String(at).padStart(12, '0')}`;
const salt = (name: string): string => createHmac('sha256', 'salts').update(name).digest('hex').slice(0, 32);
const seal = (of: string, name: string, value: unknown): string =>
  createHash('sha256')
    .update(Buffer.from(salt(of), 'hex'))
    .update(`${name}\0${canonical(value)}`)
    .digest('hex');

const rulebook = {
  version: 1,
  locale: { timezone: 'Asia/Ho_Chi_Minh' },
  populations: [{ id: 'everyone', of: 'people', where: { kind: 'everybody' } }],
  rounds: [
    {
      kind: 'round',
      id: 'week',
      admits: 'everyone',
      window: { opensAt: '2026-03-02T00:00:00+07:00', closesAt: '2026-03-08T00:00:00+07:00' },
      parts: [
        {
          kind: 'quiz',
          pacing: 'one-by-one',
          questionSeconds: null,
          points: { start: 0, default: { right: 10, wrong: 0, blank: 0 }, byLevel: {}, several: 'all-or-nothing' },
        },
        { kind: 'prediction', of: 'participants', population: 'own', missing: 'last', basis: 'as-closed' },
      ],
      time: {
        limitSeconds: 600,
        graceMs: 800,
        resolution: 'second',
        elapsed: 'submit',
        lagCredit: { quotaMs: 400, refillMs: 50 },
      },
      counted: { by: [{ metric: 'points', order: 'most' }], completeOnly: false },
    },
  ],
  standings: [
    {
      id: 'persons',
      population: 'everyone',
      over: ['week'],
      each: 'round',
      by: {
        kind: 'keys',
        keys: [
          { metric: 'points', fold: 'only', best: 1, order: 'most' },
          { metric: 'predictionError', fold: 'only', best: 1, order: 'least' },
          { metric: 'elapsed', fold: 'only', best: 1, order: 'least' },
        ],
      },
      needs: [],
      ties: 'committee',
    },
  ],
  awards: [
    {
      id: 'week-prizes',
      from: 'persons',
      take: { kind: 'places' },
      needs: [],
      prizes: [
        { count: 1, needs: [], value: { kind: 'money', amount: 1_000_000 }, points: 0 },
        { count: 2, needs: [], value: { kind: 'money', amount: 500_000 }, points: 0 },
      ],
    },
  ],
  caps: [],
};

const questions = ['q1', 'q2', 'q3', 'q4'].map((id, at) => ({
  salt: salt(id),
  id,
  topic: 'thử',
  body: [
    { kind: 'one', options: [{ id: 'a' }, { id: 'b' }], right: ['a'], text: '?' },
    { kind: 'number', value: 12.5, tolerance: 0.1, text: '?' },
    { kind: 'text', accepted: ['Hà Tĩnh'], text: '?' },
    { kind: 'order', options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }], right: ['z', 'x', 'y'], text: '?' },
  ][at],
}));

/** Six people; `right`: how many of the four questions each has right. */
const people = [
  { right: 4, pace: 5_000, guess: 6 },
  { right: 4, pace: 7_000, guess: 9 },
  { right: 3, pace: 4_000, guess: 5 },
  { right: 3, pace: 6_000, guess: 5 },
  { right: 1, pace: 9_000, guess: null },
  { right: 0, pace: 3_000, guess: 12 },
];
const given = [
  { right: [['a'], null], wrong: [['b'], null] },
  { right: [[], '12,45'], wrong: [[], '13'] },
  { right: [[], 'ha  TINH.'], wrong: [[], 'Huế'] },
  { right: [['z', 'x', 'y'], null], wrong: [['x', 'z', 'y'], null] },
] as const;

function submission(at: number): Leaf {
  const { right, pace, guess } = people[at]!;
  const startedAt = opensAt + 3_600_000 * (at + 1);
  let handedAt = startedAt;
  const handouts: number[] = [];
  const answers = given.map((each, place) => {
    handouts.push(handedAt);
    const [options, typed] = place < right ? each.right : each.wrong;
    const arrivedAt = handedAt + pace;
    handedAt = arrivedAt + 20;
    return [place + 1, 0, [...options], typed, arrivedAt, arrivedAt, 60, 60];
  });
  return {
    ...{ v: 1, kind: 'submission', at: handedAt + 1_000, round: 'week', attempt: attempt(at), person: person(at) },
    ...{
      registeredAt: opensAt - day,
      simulated: false,
      ordinal: 1,
      practice: false,
      rules: 1,
      bits: '',
      day: '2026-03-02',
    },
    ...{
      startedAt,
      limitAt: startedAt + 600_000,
      by: 'contestant',
      questions: questions.map(({ id }) => id),
      handouts,
      answers,
    },
    ...{ roundTrip: null, prediction: guess },
    sealed: { name: seal(`${at}/name`, 'name', `Người ${at}`), unit: seal(`${at}/unit`, 'unit', 'A') },
  };
}

export type Contest = {
  key: TestKey;
  contest: string;
  leaves: Leaf[];
  questions: { round: string; n: number; leaf: string }[];
  members: { round: string; person: string; unit: string; open: [string, string] }[];
};

/** Of a unit at the close. */
export const memberOf = (at: number, code = 'A'): Contest['members'][number] => ({
  ...{ round: 'week', person: person(at), unit: seal(`${at}/close`, 'unit', code) },
  open: [salt(`${at}/close`), code],
});
export const membersInLeaf = (members: Contest['members']): { count: number; root: string } => ({
  count: members.length,
  root: toHex(rootOf(members.map(({ person: who, unit }) => leafHash(canonical({ person: who, unit }))))),
});

/** Ranks and prizes worked out by hand: 4 right and the guess nearest to 6 people, and so on. */
const places: [rank: number, at: number, prize: number | null][] = [
  [1, 0, 0],
  [2, 1, 1],
  [3, 2, 1],
  [4, 3, null],
  [5, 4, null],
  [6, 5, null],
];

export function smallContest(): Contest {
  const key = testKey(7);
  const members = people.map((_, at) => memberOf(at));
  const committed = questions.map((each) => canonical(each));
  const lines = places.map(([rank, at, prize]) => `${rank} ${person(at)} ${prize ?? '-'}\n`).join('');
  const at = closesAt + 2_300;
  const unit = { code: 'A', name: 'Đơn vị A', level: 'AGENCY', block: null, parent: null, headcounts: [], groups: [] };
  const leaves: Leaf[] = [
    { v: 1, kind: 'log', at: opensAt - day, contest, demo: false, origin, key: key.text, continues: null },
    { v: 1, kind: 'rules', at: opensAt - day, version: 1, rulebook },
    { v: 1, kind: 'begun', at: opensAt - day, submissions: 0 },
    {
      v: 1,
      kind: 'questions',
      at: opensAt - 600_000,
      round: 'week',
      count: 4,
      root: toHex(rootOf(committed.map(leafHash))),
    },
    ...people.map((_, who) => submission(who)),
    {
      ...{ v: 1, kind: 'close', at, round: 'week', closesAt, units: [unit] },
      members: membersInLeaf(members),
    },
    {
      ...{
        v: 1,
        kind: 'standing',
        at,
        round: 'week',
        version: 1,
        list: 1,
        id: 'week-prizes@week',
        rules: 1,
        target: 6,
      },
      places: { count: 6, hash: createHash('sha256').update(lines).digest('hex') },
      prizes: places.flatMap(([, who, prize]) => (prize === null ? [] : [[person(who), prize]])),
      undecided: 0,
    },
    { v: 1, kind: 'finalization', at: at + day, round: 'week', version: 1, by: ['account:1', 'account:2'] },
    { v: 1, kind: 'publication', at: at + 2 * day, round: 'week', version: 1, document: 'ab'.repeat(32) },
  ];
  return { key, contest, leaves, members, questions: committed.map((leaf, n) => ({ round: 'week', n, leaf })) };
}

/** The bundle's lines, over whatever the leaves are now: their tree is made anew and signed. */
export function linesOf({ key, leaves, questions: own, members }: Contest): string[] {
  const texts = leaves.map((leaf) => canonical(leaf));
  const hashes = new Hashes(texts.length);
  for (const [at, text] of texts.entries()) hashes.put(at, leafHash(text));
  const note = (size: number) => key.sign(`${origin}\n${size}\n${Buffer.from(hashes.root(size)).toString('base64')}\n`);
  const size = texts.length;
  const lines: unknown[] = [
    {
      ...{ t: 'bundle', v: 1, kind: 'inspector', contest, slug: 'thu', origin, size, root: toHex(hashes.root()) },
      ...{ madeAt: closesAt + 3 * day, rounds: ['week'], unitsOpen: true },
    },
    { t: 'checkpoint', note: note(size) },
    { t: 'checkpoint', note: note(5) },
    ...own.map((each) => ({ t: 'question', ...each })),
    ...texts.flatMap((leaf, i) => (leaves[i]?.kind === 'submission' ? [] : [{ t: 'leaf', i, leaf }])),
    ...members.map((each) => ({ t: 'member', ...each })),
    ...texts.flatMap((leaf, i) => (leaves[i]?.kind === 'submission' ? [{ t: 'leaf', i, leaf }] : [])),
  ];
  return closeLines(lines.map((line) => JSON.stringify(line)));
}

/** With the last line, which counts and hashes all before it. */
export function closeLines(lines: readonly string[]): string[] {
  const hash = createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return [...lines, JSON.stringify({ t: 'end', lines: lines.length + 1, hash })];
}

/** The receipt that a phone saves of a leaf. */
export function receiptOf({ key, leaves, contest: id }: Contest, index: number): string {
  const texts = leaves.map((each) => canonical(each));
  const leaf = texts[index] ?? '';
  const hashes = texts.map(leafHash);
  const hash = toHex(leafHash(leaf));
  const size = texts.length;
  const root = Buffer.from(rootOf(hashes)).toString('base64');
  return JSON.stringify({
    ...{ format: 'hoithi receipt v1', origin, key: key.text, leaf },
    promise: {
      leaf: hash,
      note: key.sign(`hoithi promise v1\n${id}\n${Buffer.from(hash, 'hex').toString('base64')}\n${closesAt}\n60\n`),
    },
    place: { index, size, proof: proofOf(hashes, index), checkpoint: key.sign(`${origin}\n${size}\n${root}\n`) },
  });
}

function proofOf(hashes: readonly Uint8Array[], index: number): string[] {
  if (hashes.length <= 1) return [];
  let middle = 1;
  while (middle * 2 < hashes.length) middle *= 2;
  const [left, right] = [hashes.slice(0, middle), hashes.slice(middle)];
  return index < middle
    ? [...proofOf(left, index), toHex(rootOf(right))]
    : [...proofOf(right, index - middle), toHex(rootOf(left))];
}
