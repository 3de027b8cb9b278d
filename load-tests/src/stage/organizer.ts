import type { RulesAnswers } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { exampleAnswers } from '@hoithi/shared/rules/test-example-answers';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import { askFor, type Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { RealServer } from './real-server.ts';

export type Stage = { slug: string; contestId: string; roundId: string; contest: PublicContest };
export type Pacing = 'one-by-one' | 'paper';

/** Goes in by the link of the banner, as whoever started the server does. */
export async function enterAsOrganizer(server: RealServer): Promise<Device> {
  const response = await fetch(`${server.url}/api/organizer/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: server.organizerToken }),
  });
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('hoithi_staff='));
  if (!cookie) throw new Error(`the organizer's link was refused: ${await response.text()}`);
  return openLeanDevice({
    url: server.url,
    namespace: '/organizer',
    cookie: cookie.slice(0, cookie.indexOf(';')),
  });
}

/** Makes a contest from a preset whose first round has been open for a minute; what `own` leaves open is answered by example. Source: SPEC O1. */
export async function makeContest(server: RealServer, organizer: Device, own: RulesAnswers): Promise<Stage> {
  const presetId = 'ha-tinh-cds-2023';
  const slug = 'tai-nang';
  const answers = exampleAnswers(presetOf(presetId), {
    'rounds.firstOpensAt': vietnamInstantOf(Date.now() - 60_000),
    'questions.topics': 'chuyen-doi-so, de-an-06, can-cuoc-vneid',
    ...own,
  });
  const { contestId } = await askFor<{ contestId: string }>(organizer, 'contest:create', { presetId, slug, answers });
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
