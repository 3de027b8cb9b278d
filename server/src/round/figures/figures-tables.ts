import type { FiguresReport, FiguresUnit, Percent } from '@hoithi/shared/contract/figures';
import { printHundredths } from '@hoithi/shared/rules/percent';
import { wordsOfAudience } from '@hoithi/shared/rules/printed-rules/value-words';
import { type PaperLanguage, printCount, printDay, printInstant } from '../../documents/print-values.ts';
import { type Cell, capitalize, count, type FiguresTable, type Group, percent, text } from './figures-cells.ts';
import { type FiguresWords, figuresWords } from './figures-words.ts';

/** The report as tables, the same for the workbook and for paper. SPEC C11, C17. */
export function tableFigures(report: FiguresReport, lang: PaperLanguage): FiguresTable[] {
  const words = figuresWords[lang];
  return [
    tableSummary(report, words),
    tableParts(report, words, lang),
    tableQuality(report, words, lang),
    tableUnits(report, words),
    tableWinners(report, words, lang),
  ];
}

function tableSummary(report: FiguresReport, words: FiguresWords): FiguresTable {
  const { counts, change, takingPart, submitted } = report;
  const { measures } = words;
  const measure = (key: keyof typeof measures, share: Percent | null = null): Cell[] => {
    const changed = change && key in change ? change[key as 'attempts'] : null;
    return [
      text(measures[key]),
      count(counts[key]),
      count(share?.denominator ?? null),
      percent(share),
      count(changed?.before ?? null),
      count(changed?.percent.numerator ?? null),
      percent(changed?.percent ?? null),
    ];
  };
  const part = (name: string, share: Percent): Cell[] => [
    text(name),
    count(share.numerator),
    count(share.denominator),
    percent(share),
  ];
  const plain = (name: string, value: number): Cell[] => [text(name), count(value)];
  return {
    id: 'summary',
    title: words.sheets.summary,
    columns: summaryColumns(words, change !== null),
    groups: [
      {
        heading: null,
        rows: [
          measure('attempts'),
          measure('roundPersons'),
          measure('allCorrectPersons', report.allCorrect),
          measure('sumOfRoundPersons'),
          measure('contestPersons'),
        ],
      },
      {
        heading: words.takingPart,
        rows: takingPart.byLevel.map(({ level, part: share }) => part(words.levels[level] ?? level, share)),
        total: part(words.takingPartAll, takingPart.all),
      },
      {
        heading: words.leftOut,
        rows: [
          plain(words.voided, submitted.voided),
          plain(words.practice, submitted.practice),
          plain(words.simulated, submitted.simulated),
          plain(words.openAttempts, report.openAttempts),
          plain(words.excluded, report.excludedPhones),
        ],
      },
    ],
    notes: [],
  };
}

function summaryColumns({ columns }: FiguresWords, hasChange: boolean): FiguresTable['columns'] {
  const onPaper = (width: number) => (hasChange ? width : null); // the first round has none before it
  return [
    { heading: columns.measure, width: 62, paper: '*' },
    { heading: columns.count, width: 13, paper: 58 },
    { heading: columns.whole, width: 13, paper: 58 },
    { heading: columns.share, width: 11, paper: 48 },
    { heading: columns.before, width: 13, paper: onPaper(54) },
    { heading: columns.difference, width: 13, paper: onPaper(50) },
    { heading: columns.differenceShare, width: 13, paper: onPaper(54) },
  ];
}

function tableParts(report: FiguresReport, words: FiguresWords, lang: PaperLanguage): FiguresTable {
  const { columns } = words;
  const { roundPersons, attempts } = report.counts;
  const nameOf = (name: FiguresReport['blocks'][number]['name']) =>
    name === 'no-unit' ? words.noUnit : name === 'no-block' ? words.noBlock : name.block;
  const row = (name: string, part: { persons: number; attempts: number; share: Percent }): Cell[] => [
    text(name),
    count(part.persons),
    count(part.share.denominator),
    percent(part.share),
    count(part.attempts),
  ];
  const total: Cell[] = [text(words.total), count(roundPersons), null, null, count(attempts)];
  return {
    id: 'parts',
    title: words.sheets.parts,
    columns: [
      { heading: columns.group, width: 46, paper: '*' },
      { heading: columns.persons, width: 14, paper: 70 },
      { heading: columns.whole, width: 14, paper: 70 },
      { heading: columns.share, width: 11, paper: 60 },
      { heading: columns.attempts, width: 14, paper: 70 },
    ],
    groups: [
      { heading: words.byBlock, rows: report.blocks.map((part) => row(nameOf(part.name), part)), total },
      {
        heading: words.byAudience,
        rows: report.audiences.map((part) =>
          row(part.name === 'unstated' ? words.unstated : capitalize(wordsOfAudience[part.name][lang]), part),
        ),
        total,
      },
    ],
    notes: [words.rounding],
  };
}

function tableQuality({ quality }: FiguresReport, words: FiguresWords, lang: PaperLanguage): FiguresTable {
  const { columns } = words;
  const { mean } = quality;
  const notes = [words.rounding];
  if (mean.hundredths !== null) {
    const [points, persons, max] = [mean.points, mean.persons, quality.pointsMax].map((value) =>
      printCount(value, lang),
    );
    notes.unshift(words.mean(printHundredths(mean.hundredths, lang), max ?? '', points ?? '', persons ?? ''));
  }
  if (quality.withoutCounted > 0) notes.push(words.withoutCounted(printCount(quality.withoutCounted, lang)));
  return {
    id: 'quality',
    title: words.sheets.quality,
    columns: [
      { heading: columns.band, width: 46, paper: '*' },
      { heading: columns.persons, width: 14, paper: 80 },
      { heading: columns.whole, width: 14, paper: 80 },
      { heading: columns.share, width: 11, paper: 80 },
    ],
    groups: [
      {
        heading: null,
        rows: quality.bands.map(({ id, part }) => [
          text(words.bands[id]),
          count(part.numerator),
          count(part.denominator),
          percent(part),
        ]),
        total: [text(words.total), count(quality.persons)],
      },
    ],
    notes,
  };
}

/** Rated units by level, those without a headcount apart, then the named lists, all in the same columns. SPEC C15. */
function tableUnits(report: FiguresReport, words: FiguresWords): FiguresTable {
  const { columns } = words;
  const levels = [...new Set(report.units.map((unit) => unit.level))];
  const sources = [...new Set(report.units.map((unit) => unit.headcountSource))];
  const source = sources.length === 1 ? (sources[0] ?? null) : null; // the same for all: printed once
  const row = (unit: FiguresUnit) => unitRow(unit, words, source !== null);
  const { full, lowest, unratedUnits } = report;
  const groups: Group[] = levels.map((level) => ({
    heading: words.levels[level] ?? level,
    onPaperOnly: true,
    rows: report.units.filter((unit) => unit.level === level).map(row),
  }));
  if (unratedUnits.length > 0) groups.push({ heading: words.unrated, rows: unratedUnits.map(row) });
  groups.push(named(words.full, full.map(row), words));
  if (lowest !== null) {
    const list = named(words.lowest(lowest.units.length), lowest.units.map(row), words);
    groups.push(lowest.tied > 0 ? { ...list, note: words.tied(lowest.tied) } : list);
  }
  return {
    id: 'units',
    title: words.sheets.units,
    columns: [
      { heading: columns.unit, width: 44, paper: '*' },
      { heading: columns.level, width: 18, paper: null },
      { heading: columns.block, width: 26, paper: 76 },
      { heading: columns.headcount, width: 11, paper: 60 },
      { heading: columns.headcountDate, width: 16, paper: null },
      { heading: columns.headcountSource, width: 28, paper: null },
      { heading: columns.persons, width: 13, paper: 42 },
      { heading: columns.share, width: 11, paper: 50 },
      { heading: columns.rank, width: 12, paper: 36 },
      { heading: columns.citizens, width: 13, paper: 46 },
      { heading: columns.attempts, width: 11, paper: 40 },
      { heading: columns.note, width: 16, paper: null },
    ],
    groups,
    notes: [words.unitNotes, ...(source === null ? [] : [words.source(source)])],
  };
}

const named = (heading: string, rows: Cell[][], words: FiguresWords): Group =>
  rows.length === 0 ? { heading, rows, note: words.none } : { heading, rows };

function unitRow(unit: FiguresUnit, words: FiguresWords, hasOneSource: boolean): Cell[] {
  const { headcountDate, headcountSource } = unit;
  const beneath = [
    headcountDate === null ? null : words.onDay(printDay(headcountDate)),
    hasOneSource ? null : headcountSource,
  ].filter((each) => each !== null);
  const over = unit.over ? words.over : undefined;
  return [
    text(unit.name),
    text(words.levels[unit.level] ?? unit.level),
    text(unit.block),
    count(unit.headcount, beneath.join('; ')),
    headcountDate === null ? null : { kind: 'day', day: headcountDate },
    text(headcountSource),
    count(unit.persons),
    percent(unit.rate, over),
    count(unit.rank),
    count(unit.citizens),
    count(unit.attempts),
    text(over ?? null),
  ];
}

/** Prizes of the standing, with names as the rules publish them, above a blank for the decision. SPEC C17, V4. */
function tableWinners(report: FiguresReport, words: FiguresWords, lang: PaperLanguage): FiguresTable {
  const { columns } = words;
  const { winners, decision, standing } = report;
  const rows = (winners ?? []).map((winner) => [
    text(winner.prize === null ? words.toDecide : winner.prize.label[lang]),
    count(winner.rank),
    text(winner.name),
    text(winner.unitName),
    count(winner.points),
    count(winner.prediction),
    count(winner.predictionError),
    { kind: 'elapsed' as const, ms: winner.elapsedMs },
    { kind: 'instant' as const, atMs: winner.submittedAtMs },
    text(winner.toDecide && winner.prize !== null ? words.toDecide : null),
  ]);
  const noRows = winners === null ? words.noWinnersYet : words.none;
  const notes = [decision ? words.decision(decision.number, printDay(decision.date)) : words.decisionLine];
  if (report.namesMasked && rows.length > 0) notes.push(words.masked);
  if (standing?.outdated) notes.push(words.outdated(standing.version, printInstant(standing.computedAtMs, lang)));
  return {
    id: 'winners',
    title: words.sheets.winners,
    columns: [
      { heading: columns.prize, width: 22, paper: 58 },
      { heading: columns.place, width: 8, paper: 30 },
      { heading: columns.name, width: 28, paper: '*' },
      { heading: columns.unit, width: 44, paper: 110 },
      { heading: columns.points, width: 9, paper: 34 },
      { heading: columns.prediction, width: 12, paper: 46 },
      { heading: columns.predictionError, width: 10, paper: 36 },
      { heading: columns.elapsed, width: 14, paper: 44 },
      { heading: columns.submittedAt, width: 20, paper: 58 },
      { heading: columns.note, width: 26, paper: null },
    ],
    groups: [rows.length === 0 ? { heading: null, rows, note: noRows } : { heading: null, rows }],
    notes,
  };
}
