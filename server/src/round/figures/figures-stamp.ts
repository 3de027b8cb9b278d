import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { type PaperLanguage, printInstant } from '../../documents/print-values.ts';
import { figuresWords } from './figures-words.ts';

/** What stands on every page and every sheet: when the figures were computed, by which rules and standing. SPEC C17. */
export function stampOf(report: FiguresReport, lang: PaperLanguage): string {
  const words = figuresWords[lang];
  return [
    words.computed(printInstant(report.computedAtMs, lang)),
    words.rulesVersion(report.standing?.rulesVersion ?? report.rulesVersion),
    report.standing ? words.standing(report.standing.version) : words.noStanding,
    ...(report.status === 'provisional' ? [words.provisionalShort] : []),
    ...(report.contest.demo ? [words.demoShort] : []),
  ].join('; ');
}

/** Where the round stands, above the figures. */
export function statusLines(report: FiguresReport, lang: PaperLanguage): string[] {
  const words = figuresWords[lang];
  return [words[report.status], ...(report.contest.demo ? [words.demo] : [])];
}
