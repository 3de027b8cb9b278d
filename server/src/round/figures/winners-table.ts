import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { wordsOfPrizeRank } from '@hoithi/shared/rules/printed-rules/value-words';
import { type PaperLanguage, printDay, printInstant } from '../../documents/print-values.ts';
import { capitalize, count, type FiguresTable, text } from './figures-cells.ts';
import type { FiguresWords } from './figures-words.ts';

/** Prizes of the standing, named as the rules publish names, over a line for the decision. SPEC C17, V4. */
export function tableWinners(report: FiguresReport, words: FiguresWords, lang: PaperLanguage): FiguresTable {
  const { columns } = words;
  const { winners, decision, standing } = report;
  const rows = (winners ?? []).map((winner) => [
    text(winner.prize === null ? words.toDecide : capitalize(wordsOfPrizeRank[winner.prize][lang])),
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
  const nobody = winners === null ? words.noWinnersYet : words.none;
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
      { heading: columns.away, width: 10, paper: 36 },
      { heading: columns.elapsed, width: 14, paper: 44 },
      { heading: columns.submittedAt, width: 20, paper: 58 },
      { heading: columns.note, width: 26, paper: null },
    ],
    groups: [rows.length === 0 ? { heading: null, rows, note: nobody } : { heading: null, rows }],
    notes,
  };
}
