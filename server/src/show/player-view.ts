import type { SeatView } from '@hoithi/shared/contract/show';
import type { HouseContest } from '../contest/contests.ts';
import type { HeldRun, Seat, Standing } from './cached-run.ts';
import { unitLine } from './stage-view.ts';

/** What one person sees of their own. While the board is frozen the place is not told. SPEC H9, H15. */
export function viewSeat(
  input: { run: HeldRun; contest: HouseContest; shown: () => Standing; playing: boolean; version: number },
  seat: Seat,
): SeatView {
  const { run, shown } = input;
  const tally = run.tally.get(seat.seatId);
  const begun = run.state.askings.some((asking) => asking.revealed);
  const place = begun && run.state.frozenSinceMs === null ? (shown().of.get(seat.seatId) ?? null) : null;
  const answer = run.state.current ? run.answers.bySeat.get(seat.seatId)?.at(-1) : undefined;
  return {
    version: input.version,
    seatId: seat.seatId,
    name: seat.name,
    unitName: unitLine(input.contest, seat.unitCode),
    signedIn: seat.contestantId !== null,
    status: tally?.status ?? 'in',
    playing: input.playing,
    points: run.file.rules.mode === 'speed' ? (tally?.points ?? 0) : (tally?.rightCount ?? 0),
    rightCount: tally?.rightCount ?? 0,
    place: place?.rank ?? null,
    of: run.seats.size - run.state.removed.size,
    toNext: place?.toNext ?? null,
    answer: answer
      ? {
          answerId: answer.id,
          asking: answer.asking,
          optionId: answer.option_id,
          arrivedAtMs: answer.arrived_at_ms,
          elapsedMs: answer.elapsed_ms,
        }
      : null,
    last: tally?.last ?? null,
  };
}
