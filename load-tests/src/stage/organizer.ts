import { setTimeout as pause } from 'node:timers/promises';
import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import { type WeeklySettings, weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import { announceContest } from '../../../scripts/announce-contest.mjs';
import { joinOrganizer } from '../../../scripts/join-organizer.mjs';
import { type Device, requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { RealServer } from './real-server.ts';

export type Stage = { slug: string; contestId: string; roundId: string; contest: PublicContest };
export type Pacing = 'one-by-one' | 'paper';

/** Makes the first account by the link of the banner, as whoever started the server does; at a later start the same session. */
export async function enterAsOrganizer(server: RealServer): Promise<Device> {
  return openOrganizer(server, await takeOrganizerCookie(server));
}

export const openOrganizer = (server: RealServer, cookie: string): Promise<Device> =>
  openLeanDevice({ url: server.url, namespace: '/organizer', cookie });

/** Of the last installation that was new: a server that is started on it again has the account, and prints no link. */
let lastCookie: string | null = null;

export async function takeOrganizerCookie(server: RealServer): Promise<string> {
  if (server.organizerPath.includes('#')) lastCookie = (await joinOrganizer(server.url, server.organizerPath)).cookie;
  if (lastCookie === null) throw new Error('the server has accounts of which this run knows none');
  return lastCookie;
}

/**
 * Rules that leave the load to answers and submissions: few questions, any number of attempts, no prediction and
 * therefore exact figures for the watchers.
 */
export const shortRules = (questions: number, pacing: Pacing): Partial<WeeklySettings> => ({
  ...{ questions, pacing, weeks: 5, perRound: null, prediction: false, practice: false, liveCounters: 'exact' },
});

/** Makes a contest of a weekly rulebook whose first round has been open for a minute. Source: SPEC J9. */
export async function makeContest(
  server: RealServer,
  organizer: Device,
  own: Partial<WeeklySettings>,
  units: '42' | '46' = '42',
  slug = 'tai-nang',
): Promise<Stage> {
  if (lastCookie === null) throw new Error('nobody has entered as the organizer');
  const rulebook = weeklyFile({ firstOpensAtMs: Date.now() - 60_000, ...own });
  const { contestId } = await announceContest(server.url, lastCookie, {
    ...{ rulebook, slug, units: { kind: 'set', set: units } },
  });
  await requestFor<OrganizerView>(organizer, 'contest:watch', { contestId });
  const contest = await readApi<PublicContest>(server, `/api/contests/${slug}`);
  const [round] = contest.rounds;
  if (round?.phase !== 'open') throw new Error(`the first round is ${round?.phase ?? 'not there'}`);
  return { slug, contestId, roundId: round.roundId, contest };
}

export async function readApi<T>(server: RealServer, path: string): Promise<T> {
  const response = await fetch(`${server.url}${path}`);
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new Error(`${path} was refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

const rankedWithinMs = 600_000;

/** The desk once the live ranking is there: a server that finds Redis empty makes it again from the ledger. */
export async function waitForLeaders(organizer: Device, contestId: string): Promise<OrganizerView> {
  const untilMs = performance.now() + rankedWithinMs;
  while (performance.now() < untilMs) {
    const view = await requestFor<OrganizerView>(organizer, 'contest:watch', { contestId });
    if (view.desk?.rounds.some((round) => round.leaders.length > 0)) return view;
    await pause(500);
  }
  throw new Error('the live ranking was not rebuilt');
}
