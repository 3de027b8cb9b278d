import type { Finding, WordCode } from './words/words.ts';

/** What a verification found. Exit codes of the command: holds 0, broken 1, unreadable 2. */
export type Verdict = {
  verdict: 'holds' | 'broken' | 'unreadable';
  contest: string | null;
  slug: string | null;
  kind: string | null;
  size: number;
  root: string | null;
  short: string | null;
  anchors: Finding[];
  broken: Finding[];
  holds: Finding[];
  unknown: Finding[];
  figures: { leaves: number; attempts: number; standings: number; milliseconds: number };
};

/** Of one code only the first few are named; of standings and receipts all that there are. */
const mostOf = (code: WordCode): number => (/^(standing|receipt)\./.test(code) ? 1_000 : 5);

/** Collects findings. */
export class Findings {
  readonly anchors: Finding[] = [];
  readonly broken: Finding[] = [];
  readonly holds: Finding[] = [];
  readonly unknown: Finding[] = [];

  add(where: 'anchors' | 'broken' | 'holds' | 'unknown', code: WordCode, data: Finding['data'] = {}): void {
    if (this[where].filter((each) => each.code === code).length < mostOf(code)) this[where].push({ code, data });
  }
}
