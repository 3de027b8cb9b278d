import type { Verdict } from './verdict.ts';
import { headings, say, verdictWords } from './words/words.ts';

/** The verdict as text, Vietnamese with English below it. */
export function printVerdict(verdict: Verdict): string {
  const lines = [...verdictWords[verdict.verdict], ''];
  if (verdict.contest !== null)
    lines.push(`${verdict.slug} · ${verdict.contest} · ${verdict.kind}`, verdict.short ?? '', '');
  for (const part of ['broken', 'anchors', 'holds', 'unknown'] as const) {
    if (verdict[part].length === 0) continue;
    lines.push(`== ${headings[part].join(' / ')}`);
    for (const finding of verdict[part]) lines.push(`- ${say(finding, 0)}`, `  ${say(finding, 1)}`);
    lines.push('');
  }
  const { attempts, leaves, standings, milliseconds } = verdict.figures;
  lines.push(`${leaves} · ${attempts} · ${standings} · ${(milliseconds / 1000).toFixed(1)} s`);
  return `${lines.join('\n')}\n`;
}
