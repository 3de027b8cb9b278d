import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { ClaimedAnswer, CrowdFigures, RehearsalJudged, RehearsalTaken } from '@hoithi/shared/contract/rehearsal';
import type { Result } from '@hoithi/shared/contract/result';

/** The few messages a crowd exchanges with the server beside its phones. */

/** The server refused what the crowd needs. */
export class ServerRefused extends Error {
  readonly refusal: Refusal;

  constructor(path: string, refusal: Refusal) {
    super(`${path} was refused: ${refusal.code}`);
    this.refusal = refusal;
  }
}

const claimsPerPage = 1_000;
const triesMax = 10;
const betweenTriesMs = 1_000;

export async function requestServer<T>(url: string, path: string, body: unknown, cookie?: string): Promise<T> {
  const response = await fetch(`${url}/api${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    signal: AbortSignal.timeout(60_000),
  });
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new ServerRefused(path, result.refusal);
  return result.value;
}

/** Tries again for as long as that can help: the server may be starting again. */
async function insist<T>(url: string, path: string, body: unknown): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await requestServer<T>(url, path, body);
    } catch (fault) {
      const final =
        fault instanceof ServerRefused && !['too_fast', 'unavailable', 'fault', 'busy'].includes(fault.refusal.code);
      if (final || tries >= triesMax) throw fault;
      await new Promise((done) => setTimeout(done, betweenTriesMs));
    }
  }
}

/** The key works once, so a request whose answer was lost is not sent again. */
export const takeKey = (url: string, key: string): Promise<RehearsalTaken> =>
  requestServer<RehearsalTaken>(url, '/rehearsals/crowd', { key });

export const sendProgress = (url: string, token: string, figures: CrowdFigures): Promise<unknown> =>
  requestServer(url, '/rehearsals/progress', { token, figures });

/** Claims every acknowledged answer, then waits for the verdict. */
export async function sendEnd(
  url: string,
  token: string,
  answers: readonly ClaimedAnswer[],
  figures: CrowdFigures,
): Promise<RehearsalJudged> {
  for (let from = 0; from < answers.length; from += claimsPerPage)
    await insist(url, '/rehearsals/claims', { token, answers: answers.slice(from, from + claimsPerPage) });
  for (;;) {
    const judged = await insist<RehearsalJudged | null>(url, '/rehearsals/end', { token, figures });
    if (judged) return judged;
    await new Promise((done) => setTimeout(done, betweenTriesMs));
  }
}
