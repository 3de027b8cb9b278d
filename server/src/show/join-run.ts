import { createHash, randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { JoinRun } from '@hoithi/shared/contract/show';
import { countedAskings } from '@hoithi/shared/rules/show/fold-show';
import { judgeNickname, nicknameKey } from '@hoithi/shared/rules/show/judge-nickname';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { admitPerson } from '../attempt/admission.ts';
import { readStartState } from '../attempt/attempts-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { type Enrolled, readEnrolled } from '../people/people-sql.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { countByDevice, type PlayerRow, readNameKeys, readPlayer } from './show-players-sql.ts';
import { type RunRow, readShowSlug } from './shows-sql.ts';

type Deps = Pick<App, 'clock' | 'contests' | 'db' | 'players' | 'runs'>;

export const hashPlayerToken = (token: string): string =>
  createHash('sha256').update(`player:${token}`).digest('base64url');

type PlayerKey = { token: string } | { contestantId: string };

/** The player that this process knows by a token or of a signed-in contestant; removed players too. */
function findKnown(run: CachedRun, by: PlayerKey): Player | null {
  const playerId =
    'token' in by ? run.playerByToken.get(hashPlayerToken(by.token)) : run.playerByContestant.get(by.contestantId);
  return (playerId === undefined ? undefined : run.players.get(playerId)) ?? null;
}

/** The same, whichever process added it. SPEC H4. */
export async function findPlayer(app: Pick<App, 'db' | 'runs'>, run: CachedRun, by: PlayerKey): Promise<Player | null> {
  const known = findKnown(run, by);
  if (known) return known;
  const key = 'token' in by ? { tokenHash: hashPlayerToken(by.token) } : by;
  const row = await readPlayer(app.db, run.row.id, key);
  if (!row) return null;
  await app.runs.joined(run, row);
  return run.players.get(row.id) ?? null;
}

/** Whoever is signed in and enrolled in the run's contest. */
export const findContestant = (
  app: Pick<App, 'db'>,
  run: CachedRun,
  personId: string | null,
): Promise<Enrolled | null> =>
  personId === null ? Promise.resolve(null) : readEnrolled(app.db, run.row.contest_id, personId);

/**
 * Adds a player. The device makes the token before it joins, so that the same message again finds the same player; a
 * signed-in contestant finds their one player from any device.
 *
 * Refuses  run_ended, sign_in_needed, nickname_needed, nickname_refused, nickname_taken, unit_unknown, join_closed,
 *          only_equals, hall_full, too_fast, device_full, player_removed; not_admitted, no_place_left where the show is a part of a round.
 * Source   SPEC H4, H11, H17, H18, H18c, H18g, H30.
 */
export async function joinRun(
  app: Deps,
  run: CachedRun,
  by: { personId: string | null; device: string | null },
  message: JoinRun,
): Promise<Result<Player>> {
  const token = message.playerKey;
  const known = findKnown(run, { token });
  if (known) return unlessRemoved(run, known);
  const joining = await decideJoin(app, run, by, message);
  if ('player' in joining) return unlessRemoved(run, joining.player);
  if ('refusal' in joining) {
    // Another process may have added this very player a moment ago.
    const mine = joining.refusal.code === 'too_fast' ? null : await findPlayer(app, run, { token });
    return mine ? unlessRemoved(run, mine) : refuse(joining.refusal);
  }
  const added = await addPlayer(app, run, { token, simulated: false, ...joining.who }).finally(() => {
    run.pendingJoins -= 1;
  });
  return added.ok ? unlessRemoved(run, added.value) : added;
}

const unlessRemoved = (run: CachedRun, player: Player): Result<Player> =>
  isRemoved(run, player) ? refuse({ code: 'player_removed' }) : accept(player);

type Joining = { who: Omit<NewPlayer, 'token' | 'simulated'> } | { player: Player } | { refusal: Refusal };

/** Who joins, counted as joining from here on; the player that a signed-in contestant has already, or why nobody may. */
async function decideJoin(
  app: Deps,
  run: CachedRun,
  { personId, device }: { personId: string | null; device: string | null },
  message: JoinRun,
): Promise<Joining> {
  const no = (refusal: Refusal): Joining => ({ refusal });
  if (run.state.ended) return no({ code: 'run_ended' });
  const device_hash = device === null ? null : hashDevice(run.row.id, device);
  const contestant = await findContestant(app, run, personId);
  if (contestant) {
    const own = await findPlayer(app, run, { contestantId: contestant.id });
    if (own) return { player: own };
  }
  if (device_hash !== null && run.isRemovedDevice(device_hash)) return no({ code: 'player_removed' });
  const admitted = await admitToShow(app, run, contestant);
  if (!admitted.ok) return no(admitted.refusal);
  const { rules } = run.file;
  if (contestant && run.state.tie && !run.state.tie.ids.includes(contestant.id)) return no({ code: 'only_equals' });
  if (!contestant && rules.join === 'signed-in') return no({ code: 'sign_in_needed' });
  if (!joinIsOpen(run)) return no({ code: 'join_closed' });
  if (run.players.size + run.pendingJoins >= limits.playersPerRunMax)
    return no({ code: 'hall_full', max: limits.playersPerRunMax });

  const unitCode = contestant ? contestant.unit_code : rules.askUnit ? message.unitCode : null;
  if (!contestant && unitCode !== null && !isChoosable(app, run, unitCode)) return no({ code: 'unit_unknown' });
  const nickname = contestant ? null : message.nickname;
  if (!contestant) {
    if (nickname === null) return no({ code: 'nickname_needed' });
    if (judgeNickname(nickname) === 'refused') return no({ code: 'nickname_refused' });
  }
  const retryInMs = run.joining.take(performance.now());
  if (retryInMs !== null) return no({ code: 'too_fast', retryInMs });
  run.pendingJoins += 1; // before anything is awaited, or as many more would come in as join at once
  return { who: { contestant, nickname, unitCode, device_hash } };
}

type NewPlayer = {
  token: string;
  contestant: Enrolled | null;
  nickname: string | null;
  unitCode: string | null;
  simulated: boolean;
  device_hash: string | null;
};

export async function addPlayer(app: Deps, run: CachedRun, who: NewPlayer): Promise<Result<Player>> {
  const device_max = playersPerDevice(run);
  const { nickname, device_hash } = who;
  const row = {
    id: randomUUID(),
    run_id: run.row.id,
    token_hash: hashPlayerToken(who.token),
    contestant_id: who.contestant?.id ?? null,
    unit_code: who.unitCode,
    simulated: who.simulated,
    joined_at_ms: app.clock.nowMs(),
    device_hash,
  };
  const save = (name: string | null) => {
    const name_key = name === null ? null : keyOfName(name, who.unitCode);
    return app.players.add({ ...row, name, name_key, device_max });
  };
  let given = nickname;
  let placeNo = await save(given);
  if (placeNo === null) {
    const mine =
      (await findPlayer(app, run, { token: who.token })) ??
      (who.contestant && (await findPlayer(app, run, { contestantId: who.contestant.id })));
    if (mine) return accept(mine);
    if (device_hash !== null && (await countByDevice(app.db, run.row.id, device_hash)) >= device_max)
      return refuse({ code: 'device_full', max: device_max });
    // Namesakes of one unit are distinguished by a number; several may look for one at the same instant.
    for (let tries = 0; placeNo === null && nickname !== null && tries < namesakeTries; tries++) {
      given = await numberNamesake(app, run, nickname, who.unitCode);
      placeNo = await save(given);
    }
    if (placeNo === null) return refuse({ code: 'nickname_taken' });
  }
  const name = who.contestant?.name ?? given ?? '';
  const saved: PlayerRow = { ...row, place_no: placeNo, name };
  await app.runs.joined(run, saved);
  const added = run.players.get(row.id);
  return added ? accept(added) : refuse({ code: 'unavailable' });
}

const namesakeTries = 8;

/** The round that a run is a part of. null: of none, as every rehearsal. */
export async function findRoundOf(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  run: Pick<RunRow, 'rehearsal' | 'show_id'>,
): Promise<CachedRound | null> {
  const parts = contest.rounds.flatMap((round) =>
    contest
      .settings(contest.rulesVersion, round.ordinal)
      .round.parts.flatMap((part) => (part.kind === 'show' ? [{ round, show: part.id }] : [])),
  );
  if (parts.length === 0 || run.rehearsal) return null;
  const slug = await readShowSlug(app.db, run.show_id);
  return parts.find(({ show }) => show === slug)?.round ?? null;
}

/** A show that is a part of a round is for the contestants whom the round admits. A rehearsal is for anybody. SPEC M25. */
async function admitToShow(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  run: CachedRun,
  contestant: Enrolled | null,
): Promise<Result<unknown>> {
  const contest = app.contests.byId(run.row.contest_id);
  const round = contest ? await findRoundOf(app, contest, run.row) : null;
  if (!contest || !round) return accept(null);
  if (!contestant) return refuse({ code: 'sign_in_needed' });
  const state = await readStartState(app.db, contestant.id, round.roundId, 0);
  if (!state) return refuse({ code: 'sign_in_needed' });
  const person = { ...state, contestantId: contestant.id };
  return admitPerson(app, contest, round, person, app.clock.nowMs());
}

/** Names are distinguished by the unit, which stands beside them on every board. SPEC H18e. */
const keyOfName = (name: string, unitCode: string | null): string => `${unitCode ?? ''}/${nicknameKey(name)}`;

/** The name with the next number that nobody of this name and unit has. */
async function numberNamesake(
  app: Pick<App, 'db'>,
  run: CachedRun,
  nickname: string,
  unitCode: string | null,
): Promise<string> {
  const beginning = `${keyOfName(nickname, unitCode)} `;
  const numbers = (await readNameKeys(app.db, run.row.id, beginning)).map((key) => key.slice(beginning.length));
  const highest = Math.max(1, ...numbers.filter((number) => /^[1-9]\d{0,4}$/.test(number)).map(Number));
  return `${nickname} ${highest + 1}`;
}

/** The same device in two runs has two hashes: what it played is not joined up. */
const hashDevice = (runId: string, device: string): string =>
  createHash('sha256').update(`device:${runId}:${device}`).digest('base64url');

/** A device plays an elimination once: who fell does not come again under another name. SPEC H11a, H18c. */
function playersPerDevice({ file, state }: CachedRun): number {
  const begun = countedAskings(state, file.cues).length > 0;
  return file.rules.mode === 'elimination' && begun ? 1 : file.rules.playersPerDevice;
}

/** Whether new players may join now: not after the end, nor after the first question where the rules say so. */
export function joinIsOpen(run: CachedRun): boolean {
  const { mode, lateJoin } = run.file.rules;
  if (run.state.ended) return false;
  const begun = countedAskings(run.state, run.file.cues).length > 0;
  return !begun || lateJoin === 'always' || mode === 'elimination'; // elimination: a late player becomes a reserve
}

export const isRemoved = (run: CachedRun, { playerId }: Player): boolean => run.state.removed.has(playerId);

function isChoosable(app: Pick<App, 'clock' | 'contests'>, run: CachedRun, unitCode: string): boolean {
  const units = app.contests.byId(run.row.contest_id)?.units;
  return !!units?.choose(unitCode, vietnamDayOf(app.clock.nowMs()));
}
