import type { AwardCall, AwardWinner } from '@hoithi/shared/contract/show-award';

export type HonourRow = { id: string; call: AwardCall; winners: AwardWinner[] };

/** Names with their units that one picture holds. */
const perPageMax = 40;

/** The roll of honour: a row for each prize, the highest first, best first in it; parted into pages where it is long. */
export function pageHonour(calls: readonly AwardCall[]): HonourRow[][] {
  const rows: HonourRow[] = [];
  for (const call of [...calls].reverse()) {
    const last = rows.at(-1);
    const isSame = last?.call.place === call.place && last.call.award?.vi === call.award?.vi;
    if (last && isSame) last.winners.push(...call.winners);
    else rows.push({ id: `${rows.length}`, call, winners: [...call.winners] });
  }
  const pages: HonourRow[][] = [];
  let room = 0;
  for (const { id, call, winners } of rows)
    for (let at = 0; at < winners.length; ) {
      if (room === 0) {
        pages.push([]);
        room = perPageMax;
      }
      const part = winners.slice(at, at + room);
      pages.at(-1)?.push({ id: `${id}:${at}`, call, winners: part });
      at += part.length;
      room -= part.length;
    }
  return pages;
}
