import { setTimeout as pause } from 'node:timers/promises';
import type { OrganizerView, RulesAnswers } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { exampleAnswers } from '@hoithi/shared/rules/test-example-answers';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import { type Device, requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { RealServer } from './real-server.ts';

export type Stage = { slug: string; contestId: string; roundId: string; contest: PublicContest };
export type Pacing = 'one-by-one' | 'paper';

/** Goes in by the link of the banner, as whoever started the server does. */
export async function enterAsOrganizer(server: RealServer): Promise<Device> {
  return openOrganizer(server, await takeOrganizerCookie(server));
}

export const openOrganizer = (server: RealServer, cookie: string): Promise<Device> =>
  openLeanDevice({ url: server.url, namespace: '/organizer', cookie });

export async function takeOrganizerCookie(server: RealServer): Promise<string> {
  const response = await fetch(`${server.url}/api/organizer/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: server.organizerToken }),
  });
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('hoithi_staff='));
  if (!cookie) throw new Error(`the organizer's link was refused: ${await response.text()}`);
  return cookie.slice(0, cookie.indexOf(';'));
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
