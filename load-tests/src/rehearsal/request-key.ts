import type { RehearsalList, RehearsalStarted, StartRehearsal } from '@hoithi/shared/contract/rehearsal';
import { requestServer } from './server-connection.ts';

/** Starts a rehearsal from the command line, by an organizer's one-time link, and answers its key. */
export async function requestKey(
  url: string,
  link: string,
  slug: string,
  wanted: Pick<StartRehearsal, 'workload' | 'besideOpenRound'>,
): Promise<string> {
  const cookie = await enter(url, link.slice(link.indexOf('#') + 1));
  const list = await requestServer<RehearsalList>(url, '/organizer/rehearsals', undefined, cookie);
  const contest = list.contests.find((each) => each.slug === slug);
  if (!contest)
    throw new Error(`no such contest: ${slug}; there is ${list.contests.map((each) => each.slug).join(', ')}`);
  const message: StartRehearsal = { contestId: contest.contestId, crowd: 'elsewhere', ...wanted };
  const started = await requestServer<RehearsalStarted>(url, '/organizer/rehearsals', message, cookie);
  if (started.key === null) throw new Error('the server sent no key');
  return started.key;
}

async function enter(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/organizer/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const session = response.headers.getSetCookie().find((each) => each.startsWith('hoithi_staff='));
  if (!session) throw new Error('the link was not taken; each opens once');
  return session.split(';')[0] ?? '';
}
