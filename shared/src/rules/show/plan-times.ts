/** Minutes after the beginning at which each cue begins, and those that are planned in all; a cue without minutes takes none. SPEC H43. */
export function planTimes(minutes: readonly (number | null)[]): { starts: number[]; total: number } {
  let total = 0;
  const starts = minutes.map((each) => {
    const at = total;
    total += each ?? 0;
    return at;
  });
  return { starts, total };
}

/** A time of day so many minutes after another, `HH:MM`, past midnight too; halves of a minute are rounded down. */
export function addToTime(startsAt: string, minutes: number): string {
  const [hours = 0, mins = 0] = startsAt.split(':').map(Number);
  const at = (hours * 60 + mins + Math.floor(minutes)) % 1_440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
