import type { FiguresReport, Percent } from '@hoithi/shared/contract/figures';
import { printHundredths } from '@hoithi/shared/rules/percent';
import { wordsOfAudience } from '@hoithi/shared/rules/printed-rules/value-words';
import { type PaperLanguage, printCount } from '../../documents/print-values.ts';
import { type Cell, capitalize, count, type FiguresTable, percent, text } from './figures-cells.ts';
import { type FiguresWords, figuresWords } from './figures-words.ts';
import { tableUnits } from './units-table.ts';
import { tableWinners } from './winners-table.ts';

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
  const { columns, measures } = words;
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
  const onPaper = (width: number) => (change ? width : null); // the first round has none before it
  const plain = (name: string, value: number): Cell[] => [text(name), count(value)];
  return {
    id: 'summary',
    title: words.sheets.summary,
    columns: [
      { heading: columns.measure, width: 62, paper: '*' },
      { heading: columns.count, width: 13, paper: 58 },
      { heading: columns.whole, width: 13, paper: 58 },
      { heading: columns.share, width: 11, paper: 48 },
      { heading: columns.before, width: 13, paper: onPaper(54) },
      { heading: columns.difference, width: 13, paper: onPaper(50) },
      { heading: columns.differenceShare, width: 13, paper: onPaper(54) },
    ],
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
