import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rulebook, RulebookFile } from '../model/rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { exampleFile, exampleRulebook, label } from '../test-rulebook.ts';
import en from '../words/en.json' with { type: 'json' };
import vi from '../words/vi.json' with { type: 'json' };
import { printRulebook } from './print-rulebook.ts';

/**
 * What executes each sentence: an exported function or class of the engine, or, where a page or a view does it, the field of the
 * model that it reads.
 */
const executedBy: Record<string, string> = {
  contest: 'field meta.name',
  plan: 'field meta.planNo',
  'plan-dated': 'field meta.planDate',
  decision: 'field meta.decisionNo',
  clock: 'judge/zoned-time instantOf',
  languages: 'field locale.languages',
  'first-population': 'judge/belong Membership',
  'first-everybody': 'judge/belong Membership',
  population: 'judge/belong Membership',
  'population-of-units': 'judge/belong Membership',
  'population-moment': 'judge/index-facts statedBy',
  declined: 'judge/judge-contest Judge',
  fields: 'field fields',
  'fields-optional': 'field fields',
  'fields-locked': 'field fieldsLocked',
  'false-data': 'judge/decide decideFacts',
  admits: 'judge/belong Membership',
  window: 'judge/expand-rounds expandRounds',
  sessions: 'judge/expand-rounds windowsOf',
  'round-window': 'judge/expand-rounds expandRounds',
  capacity: 'judge/admit-people admitPeople',
  'capacity-of-unit': 'judge/admit-people admitPeople',
  paper: 'judge/draw-paper drawPaper',
  'by-audience': 'judge/draw-paper drawPaper',
  'avoid-seen': 'judge/draw-paper drawPaper',
  'one-by-one': 'field rounds',
  'whole-paper': 'field rounds',
  'question-seconds': 'field rounds',
  shuffled: 'field rounds',
  'in-order': 'field rounds',
  points: 'judge/mark-attempt markAttempt',
  'points-minus': 'judge/mark-attempt markAttempt',
  'points-of-level': 'judge/mark-attempt markAttempt',
  'points-at-start': 'judge/mark-attempt markAttempt',
  'all-or-nothing': 'judge/mark-attempt markAttempt',
  'order-whole': 'judge/mark-attempt markAttempt',
  'order-shared': 'judge/mark-attempt markAttempt',
  'typed-number': 'judge/mark-attempt markAttempt',
  'typed-text': 'judge/mark-attempt markAttempt',
  'share-of-points': 'judge/mark-attempt markAttempt',
  prediction: 'judge/measure Measuring',
  'prediction-distance': 'judge/measure Measuring',
  'prediction-as-closed': 'judge/sit-round sitRound',
  'prediction-verified': 'judge/sit-round sitRound',
  'prediction-last': 'judge/rank rankByValues',
  'prediction-void': 'judge/sit-round isVoidWithoutPrediction',
  show: 'judge/measure Measuring',
  table: 'judge/index-facts IndexedFacts',
  'time-limit': 'field rounds',
  'no-time-limit': 'field rounds',
  grace: 'field rounds',
  'elapsed-to-submit': 'judge/sit-round elapsedOf',
  'elapsed-to-change': 'judge/sit-round elapsedOf',
  'lag-credit': 'field rounds',
  attempts: 'judge/allow-attempt allowAttempt',
  'attempts-free': 'judge/allow-attempt allowAttempt',
  'cool-down': 'judge/allow-attempt allowAttempt',
  counted: 'judge/sit-round countedAttempt',
  'complete-only': 'judge/sit-round countedAttempt',
  practice: 'field rounds',
  'practice-window': 'field rounds',
  'published-at-close': 'judge/expand-rounds expandRounds',
  'published-by-hand': 'judge/expand-rounds expandRounds',
  'published-at': 'judge/expand-rounds expandRounds',
  'published-same-day': 'judge/expand-rounds expandRounds',
  'published-after': 'judge/expand-rounds expandRounds',
  standing: 'judge/judge-contest Judge',
  'standing-each': 'judge/periods periodsOf',
  key: 'judge/measure Measuring',
  'keys-in-turn': 'judge/rank rankByValues',
  needs: 'judge/measure Measuring',
  'equal-ranks': 'judge/rank rankByValues',
  'ties-shared': 'judge/give-prizes givePrizes',
  'ties-committee': 'judge/rank applyOrders',
  'ties-draw': 'judge/rank applyOrders',
  'ties-sudden-death': 'judge/rank applyOrders',
  'committee-order': 'judge/judge-contest Judge',
  'unit-of-person': 'judge/stand-units countUnits',
  'filter-persons': 'judge/stand-units standUnits',
  'filter-rate': 'judge/stand-units standUnits',
  'filter-size': 'judge/stand-units standUnits',
  'filter-group': 'judge/stand-units standUnits',
  rate: 'judge/stand-units standUnits',
  'rate-mean': 'judge/stand-units standUnits',
  'size-bands': 'judge/stand-units standUnits',
  wilson: 'judge/stand-units standUnits',
  'grouped-by-level': 'judge/stand-units standUnits',
  'grouped-by-block': 'judge/stand-units standUnits',
  'unit-metric': 'judge/stand-units standUnits',
  'unit-rounding': 'judge/stand-units standUnits',
  'award-places': 'judge/give-prizes givePrizes',
  'award-ranks': 'judge/give-prizes givePrizes',
  'award-all': 'judge/give-prizes givePrizes',
  'award-share': 'judge/judge-contest Judge',
  'award-draw': 'judge/give-prizes givePrizes',
  'drawn-before': 'field awards',
  'drawn-later': 'field awards',
  'award-needs': 'judge/measure Measuring',
  prize: 'judge/give-prizes givePrizes',
  'prize-for-each': 'judge/give-prizes givePrizes',
  'prize-points': 'judge/stand-units standUnits',
  'prizes-wait': 'judge/give-prizes givePrizes',
  'certificate-signed': 'field awards',
  'certificate-signed-by': 'field meta.signer',
  'order-of-awards': 'judge/judge-contest judgeContest',
  'cap-first': 'judge/cap Caps',
  'cap-highest': 'judge/cap Caps',
  'cap-share': 'judge/cap Caps',
  target: 'judge/reach-targets reachTargets',
  'names-masked': 'field publication.names',
  'names-full': 'field publication.names',
  'score-at-submit': 'field publication.ownScore',
  'score-after-close': 'field publication.ownScore',
  'score-after-publication': 'field publication.ownScore',
  'answers-never': 'field publication.answers',
  'answers-after-close': 'field publication.answers',
  'answers-after-publication': 'field publication.answers',
  'counters-exact': 'field publication.liveCounters',
  'counters-coarse': 'field publication.liveCounters',
  'counters-hidden': 'field publication.liveCounters',
  'finalize-two': 'field publication.finalize',
  'finalize-one': 'field publication.finalize',
  'verified-nothing': 'field publication.whileVerified',
  'verified-provisional': 'field publication.whileVerified',
  corrected: 'field publication.finalize',
  complaints: 'field complaints.workingDays',
  'complaints-answer': 'field complaints.answerWorkingDays',
  'complaints-same-day': 'field complaints.workingDays',
  contact: 'field meta.contact',
  'consent-required': 'field privacy.consents',
  'consent-optional': 'field privacy.consents',
  retention: 'judge/erase-at eraseAtMs',
};

const folder = new URL('../../../../docs/rulebooks/', import.meta.url);
const real: Rulebook[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readRulebook(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))).rulebook!);

type Change = (file: RulebookFile) => void;
type Anything = ReturnType<typeof JSON.parse>;
/** Clauses that no real rulebook here has, so that every sentence is printed once. */
const rare: Change[] = [
  (file: Anything) => {
    const [week] = file.rounds;
    Object.assign(file.meta, {
      planNo: '12/KH',
      planDate: '2026-01-02',
      contact: 'Tổ Thư ký',
      decisionNo: '148/QĐ-BTC',
      signer: 'Trưởng Ban Tổ chức',
    });
    file.fieldsLocked = true;
    week.publish = { kind: 'days-after', days: 0, clock: '24:00' };
    week.parts[0].papers[0].draw = {
      kind: 'bank',
      topics: ['luat'],
      perTopic: [{ topic: 'luat', count: 5 }],
      perLevel: [{ level: 'A', count: 2 }],
      avoidSeen: true,
      byAudience: true,
    };
    Object.assign(week.parts[0], { pacing: 'one-by-one', questionSeconds: 30, shuffle: false });
    week.parts[0].points = { start: 15, default: { right: 6, wrong: -2, blank: 0 }, byLevel: { A: { right: 9 } } };
    week.parts.push({
      kind: 'prediction',
      of: 'attempts',
      population: 'officials',
      missing: 'void',
      basis: 'after-verification',
    });
    week.attempts = { limits: [{ max: 2, per: 'day' }], coolDownSeconds: 90 };
    week.counted.completeOnly = true;
    week.time.limitSeconds = null;
    file.fields[1].required = false;
    file.populations[1].where = {
      kind: 'any',
      of: [
        {
          kind: 'all',
          of: [
            { kind: 'number', field: 'grade', max: 5 },
            { kind: 'age', max: 12 },
          ],
        },
        { kind: 'unit', codes: ['so-1'] },
      ],
    };
    file.standings.push({
      ...file.standings[0],
      id: 'all',
      each: undefined,
      by: {
        kind: 'keys',
        keys: [
          { metric: 'points', fold: 'best', best: 2, order: 'most' },
          { metric: 'right', level: 'A', over: ['week-1'], order: 'most' },
        ],
      },
      needs: [
        { metric: 'attempts', fold: 'sum', max: 9 },
        { metric: 'points', fold: 'sum', min: 1, max: 90 },
      ],
      ties: 'sudden-death',
    });
    const prize = {
      label: label('quà'),
      count: null,
      certificate: true,
      value: { kind: 'goods', label: label('một cuốn sách') },
      needs: [{ metric: 'points', fold: 'sum', min: 3 }],
    };
    file.awards.push(
      { ...file.awards[0], id: 'first', from: 'all', prizes: [{ ...file.awards[0].prizes[0], points: 5 }] },
      { ...file.awards[0], id: 'ranks', from: 'all', take: { kind: 'ranks', upTo: 9 }, prizes: [prize] },
      { ...file.awards[0], id: 'draw', from: 'all', take: { kind: 'draw' } },
      { ...file.awards[0], id: 'draw-later', from: 'all', take: { kind: 'draw', later: true } },
    );
    file.caps.push(
      { over: ['first', 'prizes'], per: 'contest', max: 2, keep: 'highest' },
      { over: ['prizes'], per: 'round', shareOfParticipants: 0.5 },
    );
    file.populations.push({ id: 'winners', label: label('Người đạt giải'), where: { kind: 'won', award: 'first' } });
    file.targets = [
      { label: label('cơ quan'), units: 'units', people: 'officials', headcount: 'officials', minRate: 0.7 },
    ];
    file.publication = {
      names: 'full',
      ownScore: 'at-submit',
      answers: 'after-close',
      liveCounters: 'exact',
      finalize: 'one',
      whileVerified: 'provisional',
    };
    file.complaints = { workingDays: 0 };
    const people = { population: 'everyone', headcount: 'everybody' };
    const filter = {
      people,
      minPersons: 3,
      minRate: 0.1,
      minRateBySize: [
        { under: 50, minRate: 0.3 },
        { under: null, minRate: 0.2 },
      ],
      mandatory: [
        { name: 'Lãnh đạo', atLeast: { unit: 'persons', persons: 1 } },
        { name: 'Một cửa', atLeast: { unit: 'share', share: 1 } },
      ],
    };
    file.standings.push({
      id: 'units',
      label: label('Tập thể'),
      population: 'units',
      over: ['week'],
      ties: 'draw',
      by: {
        kind: 'formula',
        filter,
        grouping: 'level',
        ratesOver: 'mean-of-rounds',
        comparison: { method: 'size-bands', bounds: [50, 100] },
        metrics: [{ metric: 'personsRate', weight: 1, scale: 'best', people }],
      },
    });
  },
  (file: Anything) => {
    const [week] = file.rounds;
    week.at = { from: '2026-03-02', to: '2026-03-06', weekdays: [1, 3], hours: { opens: '08:00', closes: '08:15' } };
    week.publish = { kind: 'at', instant: '2026-04-01T09:00:00+07:00' };
    week.parts[0].papers[0].draw = { kind: 'fixed', questionIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] };
    week.parts[0].points.several = 'share';
    week.parts[0].kinds = ['several', 'order', 'number', 'text'];
    file.meta.planNo = '7/KH';
    file.publication = { names: 'masked', ownScore: 'after-publication', answers: 'never', liveCounters: 'hidden' };
    const people = { population: 'everyone', headcount: 'everybody' };
    file.standings.push({
      id: 'units',
      label: label('Tập thể'),
      population: 'units',
      over: ['week'],
      ties: 'committee',
      by: {
        kind: 'formula',
        filter: { people, minPersons: 1, minRate: null, minRateBySize: [], mandatory: [] },
        grouping: 'together',
        comparison: { method: 'wilson', z: 1.96 },
        metrics: [{ metric: 'allCorrectRate', weight: 1, scale: 'own', people }],
      },
    });
    file.standings.push({ ...file.standings[0], id: 'shared', ties: 'shared' });
    file.awards.push({
      ...file.awards[0],
      id: 'tenth',
      from: 'shared',
      take: { kind: 'share', share: 0.1 },
      prizes: [{ label: label('chứng chỉ'), count: null, certificate: true }],
    });
    file.populations.push({
      id: 'best',
      label: label('Người đứng đầu'),
      where: { kind: 'qualified', standing: 'week', top: 1, per: 'unit', level: 'COMMUNE', ties: 'all' },
    });
  },
  (file: Anything) => {
    file.rounds[0].parts[0].kinds = ['order'];
  },
];
const all = [...real, ...rare.map((change) => exampleRulebook(change))];
const sentencesOf = (rulebook: Rulebook) => printRulebook(rulebook).sections.flatMap(({ sentences }) => sentences);

describe('the printed rules of a rulebook', () => {
  it('[M16] every sentence is executed by a function or read from a field that there is', async () => {
    expect(Object.keys(executedBy).sort()).toEqual(Object.keys(vi.printed).sort());
    for (const [id, by] of Object.entries(executedBy)) {
      const [where = '', name = ''] = by.split(' ');
      const found =
        where === 'field'
          ? name.split('.').reduce<Anything>((value, key) => value?.[key], exampleRulebook())
          : ((await import(`../judge/${where.replace('judge/', '')}.ts`)) as Record<string, unknown>)[name];
      expect(found, `${id} is executed by ${by}`).not.toBeUndefined();
    }
  });

  it('[M16] every sentence is printed for some rulebook, so none is left over', () => {
    const printed = new Set(all.flatMap(sentencesOf).map(({ id }) => id));
    expect(Object.keys(vi.printed).filter((id) => !printed.has(id))).toEqual([]);
  });

  it('[M16] each rulebook is printed in both languages without a gap', () => {
    for (const rulebook of all) {
      for (const { id, vi: ofVi, en: ofEn } of sentencesOf(rulebook)) {
        for (const text of [ofVi, ofEn]) expect(text, id).toMatch(/^[^{}]+[^\s{}][.]$/);
        for (const text of [ofVi, ofEn]) expect(text, id).not.toMatch(/undefined|NaN|Infinity| {2}| [,;.]/);
      }
    }
  });

  it('[M16] the words of both languages stand beside each other', () => {
    for (const group of ['printed', 'phrases', 'headings', 'names'] as const) {
      expect(Object.keys(en[group])).toEqual(Object.keys(vi[group]));
      const places = (text: string) => [...new Set(text.match(/\{\w+/g))].sort();
      for (const [id, text] of Object.entries(vi[group])) {
        expect(places(text), `${group}.${id}`).toEqual(places((en[group] as Record<string, string>)[id] ?? ''));
      }
    }
  });

  it('[M16] a changed clause changes its sentence and no other', () => {
    const before = sentencesOf(exampleRulebook());
    const after = sentencesOf(exampleRulebook((file) => (file.awards[0]!.prizes[1]!.count = 3)));
    const changed = after.filter(({ vi: text }) => !before.some((each) => each.vi === text));
    expect(changed).toEqual([
      { id: 'prize', vi: '03 giải Nhì, trị giá 500.000 đồng.', en: '3 giải Nhì, VND 500,000.' },
    ]);
    expect(exampleFile().version).toBe(1);
  });

  it('[M16] who signs certificates is said where a prize comes with one, and what follows from false data always', () => {
    const idsOf = (change: Change) => sentencesOf(exampleRulebook(change)).map(({ id }) => id);
    const certified =
      (signer: string | null): Change =>
      (file: Anything) => {
        file.meta.signer = signer;
        for (const { prizes } of file.awards) prizes[0].certificate = true;
      };
    expect(idsOf(() => undefined).filter((id) => id.startsWith('certificate'))).toEqual([]);
    expect(idsOf(certified(null))).toContain('certificate-signed');
    expect(sentencesOf(exampleRulebook(certified('Trưởng Ban Tổ chức'))).map(({ vi: text }) => text)).toContain(
      'Giấy chứng nhận do Ban Tổ chức cấp; Trưởng Ban Tổ chức ký thay mặt Ban Tổ chức.',
    );
    expect(idsOf(() => undefined)).toContain('false-data');
  });

  it('[M18] personal data is kept from the close of the last round, to the end of a day there', () => {
    const retention = sentencesOf(
      exampleRulebook(
        (file: Anything) => (file.privacy = { consents: [{ purpose: 'take-part', required: true }], retentionDays: 1 }),
      ),
    );
    expect(retention.at(-1)?.vi).toBe(
      'Dữ liệu cá nhân được lưu 1 ngày kể từ khi vòng thi cuối cùng kết thúc, đến 24 giờ 00 phút thứ Hai, ngày 16/03/2026, sau đó được xóa.',
    );
  });
});
