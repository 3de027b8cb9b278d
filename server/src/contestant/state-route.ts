import { createHash } from 'node:crypto';
import type { PublicState } from '@hoithi/shared/contract/public';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { RequestHandler } from 'express';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { viewContestCard } from '../contest/public-view.ts';
import { sendResult } from '../web/route.ts';

type Ready = { contest: CachedContest; sign: string; body: Buffer; etag: string };

/**
 * What anybody may know of a contest, for those who only watch: made once for each version, told from memory, and the
 * same from every process. Source: SPEC W12, V3.
 */
export function stateRoute(app: App): RequestHandler {
  const ready = new Map<string, Ready>();

  function stateOf(contest: CachedContest): Ready {
    const rounds = app.publicFigures.roundCards(contest);
    const sign = rounds.map(({ phase, persons }) => `${phase}:${persons?.atLeast}:${persons?.exact}`).join();
    const known = ready.get(contest.contestId);
    if (known?.contest === contest && known.sign === sign) return known;
    const state: PublicState = { contest: viewContestCard(contest), rounds };
    const body = Buffer.from(JSON.stringify(accept(state)));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const made = { contest, sign, body, etag };
    ready.set(contest.contestId, made);
    return made;
  }

  return (request, response) => {
    const contest = app.contests.bySlug(String(request.params.slug));
    if (!contest) return sendResult(response, refuse({ code: 'not_found', what: 'contest' }));
    const { body, etag } = stateOf(contest);
    // `no-transform`: packed anew for each reader the validator would be a weak one, and the work would not be done once.
    response.setHeader('cache-control', 'public, max-age=2, no-transform').setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) return void response.status(304).end();
    response.type('application/json').end(body);
  };
}
