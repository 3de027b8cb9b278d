import { setTimeout as pause } from 'node:timers/promises';
import type { OrganizerView, RulesAnswers } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { exampleAnswers } from '@hoithi/shared/rules/test-example-answers';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
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
 * therefore exact figures for the watchers. The preset is the plan with the fewest rules.
 */
export const shortRules = (questions: number, pacing: Pacing): RulesAnswers => ({
  'questions.count': String(questions),
  'questions.pacing': pacing,
  'attempts.policy': 'unlimited',
  'attempts.coolDownSeconds': '0',
  'attempts.counted': 'best',
  'time.resolution': 'millisecond',
  prediction: 'none',
  'publication.liveCounters': 'exact',
});

/** Makes a contest from a preset whose first round has been open for a minute; what `own` leaves open is answered by example. Source: SPEC O1. */
export async function makeContest(
  server: RealServer,
  organizer: Device,
  own: RulesAnswers,
  presetId: 'ha-tinh-cds-2023' | 'hue-s-2023' = 'ha-tinh-cds-2023',
): Promise<Stage> {
  const slug = 'tai-nang';
  const answers = exampleAnswers(presetOf(presetId), {
    'rounds.firstOpensAt': vietnamInstantOf(Date.now() - 60_000),
    'questions.topics': 'chuyen-doi-so, de-an-06, can-cuoc-vneid',
    ...own,
  });
  const { contestId } = await requestFor<{ contestId: string }>(organizer, 'contest:create', {
    presetId,
    slug,
    answers,
    units: 'set',
  });
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
