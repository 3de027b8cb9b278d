import type { Verdict } from '../src/verdict.ts';
import { headings, say, verdictWords } from '../src/words/words.ts';
import { draw } from './draw.ts';
import type { PageWord } from './page-words.ts';

export type Language = 0 | 1;
export type Words = (word: PageWord, data?: Record<string, string>) => string;
export type Checked = { verdict: Verdict; names: string[]; atMs: number };

/** The verdict as a paper one can print: the stamp, what was checked, and what holds, what does not, what nobody can know. */
export function drawVerdict({ verdict, names, atMs }: Checked, language: Language, words: Words): HTMLElement {
  const number = (value: number) => value.toLocaleString(language === 0 ? 'vi-VN' : 'en-GB');
  const { attempts, leaves, standings, milliseconds } = verdict.figures;
  const facts: [PageWord, string | null][] = [
    ['files', names.join(', ')],
    ['contest', verdict.contest && [verdict.slug, verdict.contest].filter(Boolean).join(' · ')],
    [
      'log',
      verdict.size > 0 ? `${words('logValue', { leaves: number(verdict.size) })}${kindOf(verdict, words)}` : null,
    ],
    ['short', verdict.short],
    [
      'computed',
      leaves > 0 && verdict.kind !== 'receipt'
        ? words('computedValue', {
            attempts: number(attempts),
            standings: number(standings),
            seconds: (milliseconds / 1000).toFixed(1),
          })
        : null,
    ],
    ['when', new Date(atMs).toLocaleString(language === 0 ? 'vi-VN' : 'en-GB')],
  ];
  return draw(
    'article',
    { className: `verdict ${verdict.verdict}`, role: 'status' },
    draw(
      'div',
      { className: 'stamp' },
      draw('b', {}, words(`stamp.${verdict.verdict}`)),
      draw('h1', { tabIndex: -1 }, afterColon(verdictWords[verdict.verdict][language])),
    ),
    draw(
      'dl',
      {},
      ...facts.flatMap(([word, value]) => (value ? [draw('dt', {}, words(word)), draw('dd', {}, value)] : [])),
    ),
    ...(['broken', 'anchors', 'holds', 'unknown'] as const).map((part) => drawPart(part, verdict, language)),
  );
}

/** The stamp has said the first word of the sentence. */
function afterColon(sentence: string): string {
  const rest = sentence.slice(sentence.indexOf(':') + 1).trim();
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

const kindOf = ({ kind }: Verdict, words: Words): string =>
  kind === 'public' || kind === 'inspector' || kind === 'receipt' ? ` · ${words(`is.${kind}`)}` : '';

function drawPart(part: keyof typeof headings, verdict: Verdict, language: Language): HTMLElement | null {
  if (verdict[part].length === 0) return null;
  return draw(
    'section',
    { className: `part part-${part}` },
    draw('h2', {}, headings[part][language]),
    draw('ul', {}, ...verdict[part].map((finding) => draw('li', {}, draw('span', {}, say(finding, language))))),
  );
}
