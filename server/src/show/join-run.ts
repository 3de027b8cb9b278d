import { createHash, randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { TakeSeat } from '@hoithi/shared/contract/show';
import { judgeNickname, nicknameKey } from '@hoithi/shared/rules/show/judge-nickname';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { House } from '../app-parts.ts';
import { type Enrolled, readEnrolled } from '../people/people-sql.ts';
import type { HeldRun, Seat } from './cached-run.ts';
import { readSeat, type SeatRow } from './show-players-sql.ts';

export const hashSeatToken = (token: string): string =>
  createHash('sha256').update(`seat:${token}`).digest('base64url');

/** The seat of a token or of a signed-in contestant, wherever it was taken. Removed seats are found too. SPEC H4. */
export async function findSeat(
  house: House,
  run: HeldRun,
  by: { token: string } | { contestantId: string },
): Promise<Seat | null> {
  const key = 'token' in by ? { tokenHash: hashSeatToken(by.token) } : by;
  const known = 'tokenHash' in key ? run.seatByToken.get(key.tokenHash) : run.seatByContestant.get(key.contestantId);
  const held = known === undefined ? undefined : run.seats.get(known);
  if (held) return held;
  const row = await readSeat(house.db, run.row.id, key);
  if (!row) return null;
  await house.runs.seated(run, row);
  return run.seats.get(row.id) ?? null;
}

/** Whoever is signed in and enrolled in the run's contest. */
export const findContestant = (house: House, run: HeldRun, personId: string | null): Promise<Enrolled | null> =>
  personId === null ? Promise.resolve(null) : readEnrolled(house.db, run.row.contest_id, personId);

/**
 * Takes a seat. The device makes the token before it asks, so that the same message again finds the same seat; a
 * signed-in contestant finds the one seat of their own from any device.
 *
 * Refuses  run_ended, sign_in_needed, nickname_needed, nickname_refused, nickname_taken, unit_unknown, join_closed,
 *          hall_full, seat_removed.
 * Source   SPEC H4, H11, H17, H18.
 */
export async function takeSeat(
  house: House,
  run: HeldRun,
  personId: string | null,
  message: TakeSeat,
): Promise<Result<Seat>> {
  const mine = await findSeat(house, run, { token: message.seatKey });
  if (mine) return isRemoved(run, mine) ? refuse({ code: 'seat_removed' }) : accept(mine);
  if (run.state.ended) return refuse({ code: 'run_ended' });
  const contestant = await findContestant(house, run, personId);
  if (contestant) {
    const own = await findSeat(house, run, { contestantId: contestant.id });
    if (own) return isRemoved(run, own) ? refuse({ code: 'seat_removed' }) : accept(own);
  }
  const { rules } = run.file;
  if (!contestant && rules.join === 'signed-in') return refuse({ code: 'sign_in_needed' });
  if (!joinIsOpen(run)) return refuse({ code: 'join_closed' });
  if (run.seats.size >= limits.seatsPerRunMax) return refuse({ code: 'hall_full', max: limits.seatsPerRunMax });

  const unitCode = contestant ? contestant.unit_code : rules.askUnit ? message.unitCode : null;
  if (!contestant && unitCode !== null && !isChoosable(house, run, unitCode)) return refuse({ code: 'unit_unknown' });
  const nickname = contestant ? null : message.nickname;
  if (!contestant) {
    if (nickname === null) return refuse({ code: 'nickname_needed' });
    if (judgeNickname(nickname) === 'refused') return refuse({ code: 'nickname_refused' });
  }
  return seat(house, run, {
    token: message.seatKey,
    contestant,
    nickname,
    unitCode,
    simulated: false,
  });
}

export async function seat(
  house: House,
  run: HeldRun,
  who: {
    token: string;
    contestant: Enrolled | null;
    nickname: string | null;
    unitCode: string | null;
    simulated: boolean;
  },
): Promise<Result<Seat>> {
  const row = {
    id: randomUUID(),
    run_id: run.row.id,
    token_hash: hashSeatToken(who.token),
    contestant_id: who.contestant?.id ?? null,
    unit_code: who.unitCode,
    simulated: who.simulated,
    joined_at_ms: house.clock.nowMs(),
  };
  const name_key = who.nickname === null ? null : nicknameKey(who.nickname);
  const placeNo = await house.seats.add({ ...row, name: who.nickname, name_key });
  if (placeNo === null) {
    const mine =
      (await findSeat(house, run, { token: who.token })) ??
      (who.contestant && (await findSeat(house, run, { contestantId: who.contestant.id })));
    return mine ? accept(mine) : refuse({ code: 'nickname_taken' });
  }
  const name = who.contestant?.name ?? who.nickname ?? '';
  const kept: SeatRow = { ...row, place_no: placeNo, name };
  await house.runs.seated(run, kept);
  const taken = run.seats.get(row.id);
  return taken ? accept(taken) : refuse({ code: 'unavailable' });
}

/** Whether a new seat may be taken now: not after the end, nor after the first question where the rules say so. */
export function joinIsOpen(run: HeldRun): boolean {
  const { mode, lateJoin } = run.file.rules;
  if (run.state.ended) return false;
  const begun = run.state.askings.some((asking) => !asking.undone);
  return !begun || lateJoin === 'always' || mode === 'elimination'; // elimination: a late one becomes a reserve
}

export const isRemoved = (run: HeldRun, { seatId }: Seat): boolean => run.state.removed.has(seatId);

function isChoosable(house: House, run: HeldRun, unitCode: string): boolean {
  const units = house.contests.byId(run.row.contest_id)?.units;
  return !!units?.choose(unitCode, vietnamDayOf(house.clock.nowMs()));
}
