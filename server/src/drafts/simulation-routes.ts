import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { SimulationInput } from '@hoithi/shared/contract/simulation';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { reaches } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { limitDevices } from '../web/request-limits.ts';
import { outOfScope, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { findDraft, readContent } from './read-drafts.ts';

const DraftPath = z.object({ draftId: z.uuid() });
const ContestPath = z.object({ slug: z.string().max(100) });

/** What the simulator plays out in the browser: the rulebook of a draft or of a contest, and what this server carries. SPEC M20. */
export function simulationRoutes(app: Pick<App, 'admission' | 'contests' | 'db'>): Route[] {
  const limit = limitDevices(60, 60);
  const startsPerSecond = app.admission.perSecond;
  return [
    route(
      {
        method: 'get',
        path: '/api/organizer/drafts/:draftId/simulation',
        may: 'draft:read',
        title: 'The rulebook of a draft, to be played out with a made-up crowd',
        object: 'drafts',
        limit,
        params: DraftPath,
        absent: 'draft',
        scope: (by: Acting, { draftId }) => findDraft(app.db, by, draftId),
      },
      async ({ scope: draft }) => {
        const { rulebook } = await readContent(app.db, draft);
        return accept<SimulationInput>({ name: draft.title, rulebook, startsPerSecond });
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/organizer/simulation/:slug',
        may: 'desk:read',
        title: 'The rulebook of a contest, to be played out with a made-up crowd',
        object: 'simulation',
        limit,
        params: ContestPath,
        absent: 'contest',
        scope: (by: Acting, { slug }): Result<CachedContest> => {
          const contest = app.contests.bySlug(slug);
          if (!contest) return refuse({ code: 'not_found', what: 'contest' });
          return reaches(by, contest) ? accept(contest) : outOfScope({ code: 'not_found', what: 'contest' });
        },
      },
      ({ scope: contest }) =>
        accept<SimulationInput>({
          name: contest.rulebook.meta.name.vi,
          rulebook: JSON.parse(JSON.stringify(contest.rulebook)) as SimulationInput['rulebook'],
          startsPerSecond,
        }),
    ),
  ];
}
