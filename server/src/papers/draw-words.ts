import type { CachedContest } from '../contest/contests.ts';
import { type KnownDraw, viewDraw } from '../round/view-draws.ts';
import type { ResultFacts } from './result-paper.ts';

const numbersPrinted = 20;

/** A draw as the minutes say it. `instantWords`: an instant in words. SPEC F41, F22. */
export function drawWords(
  contest: CachedContest,
  draw: KnownDraw,
  instantWords: (atMs: number) => string,
): ResultFacts['draws'][number] {
  const { label, rank, people, listHash, source, seed, numbers, reason } = viewDraw(contest, draw);
  const known =
    source.kind === 'lottery'
      ? `${source.company}, ${source.prize}, quay ${instantWords(source.atMs)}`
      : `giá trị do ${source.people.map(({ name }) => name).join(', ')} cam kết trước và mở cùng lúc`;
  return {
    words: rank === null ? label.vi : `${label.vi}, những người bằng nhau ở hạng ${rank}`,
    ...{ people: people.toLocaleString('vi-VN'), listHash },
    source: reason === null ? known : `${known} (đã hủy: ${reason})`,
    seed: seed?.replaceAll('\n', '; ') ?? null,
    numbers: numbers.slice(0, numbersPrinted).join(', '),
  };
}
