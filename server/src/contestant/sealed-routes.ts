import { ContestId, RoundId } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { OpenedQuery, openedPerPage, type RoundQuestions } from '@hoithi/shared/contract/seals';
import { openQuestions } from '@hoithi/shared/rules/questions/commit-round';
import { roundPhase } from '@hoithi/shared/rules/round';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { mayShowAnswers } from '../attempt/attempt-view.ts';
import { RecentFigures } from '../attempt/recent-figures.ts';
import { contestInScope, roundInScope } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound, RoundSeal } from '../contest/contests.ts';
import { listStillDrawn } from '../contest/drawn-entries.ts';
import { sealRound } from '../contest/seal-round.ts';
import { readSealedQuestions } from '../contest/seals-sql.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { isOutOfScope, outOfScope, type Route, route } from '../web/route.ts';

type SealedApp = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db'>;
const RoundPath = z.object({ slug: z.string(), ordinal: z.coerce.number().int().min(1).max(1000) });

/** What rounds may draw: committed to before they open, opened once no round can draw it. SPEC Q21, Q22. */
export function sealedRoutes(app: SealedApp): Route[] {
  const figures = new RecentFigures(app);
  return [
    route(
      {
        method: 'get',
        path: '/api/contests/:slug/rounds/:ordinal/questions',
        title: 'The commitment to the questions of a round, and those that are open, each with salt and proof',
        may: 'anyone',
        limit: limitDevices(120, 60),
        params: RoundPath,
        query: OpenedQuery,
        absent: 'round',
        scope: async (_who: null, { slug, ordinal }: z.infer<typeof RoundPath>): Promise<Result<Found>> => {
          const contest = await app.contests.findBySlug(slug);
          const round = contest?.rounds.find((each) => each.ordinal === ordinal);
          return contest && round ? accept({ contest, round }) : refuse({ code: 'not_found', what: 'round' });
        },
      },
      async ({ scope, query }) => accept(await readRoundQuestions(app, scope, query.from)),
    ),
    route(
      {
        method: 'post',
        path: '/api/organizer/rounds/:roundId/seal',
        title: 'Seals a round: what it may draw is frozen, and the commitment to it is published',
        may: 'round:seal',
        object: 'round',
        limit: limitSessions(60, 60),
        params: z.object({ roundId: RoundId }),
        absent: 'round',
        scope: (by, { roundId }) => {
          const found = roundInScope(app, by, roundId);
          return !found.ok && isOutOfScope(found) ? outOfScope({ code: 'not_allowed' }) : found;
        },
      },
      async ({ who, params }) => {
        const sealed = await sealRound(app, params.roundId, who.actor);
        return sealed.ok ? accept(viewSeal(sealed.value)) : sealed;
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/organizer/contests/:contestId/question-figures',
        title: 'How often each question of a contest was seen and solved, day by day, and which of them drift',
        may: 'questions:figures',
        object: 'figures',
        limit: limitSessions(60, 60),
        params: z.object({ contestId: ContestId }),
        absent: 'contest',
        scope: (by, { contestId }) => contestInScope(app, by, contestId),
      },
      async ({ scope: contest }) => accept(await figures.read(contest)),
    ),
  ];
}

type Found = { contest: CachedContest; round: CachedRound };

const viewSeal = ({ root, count, sealedAtMs }: RoundSeal) => ({ root, count, sealedAtMs });

async function readRoundQuestions(
  { clock, db }: Pick<App, 'clock' | 'db'>,
  { contest, round }: Found,
  from: number,
): Promise<RoundQuestions> {
  const { sealed, ordinal, opensAtMs } = round;
  const places = listOpen(contest, round, clock.nowMs());
  const page = places.filter((place) => place >= from).slice(0, openedPerPage);
  const last = page.at(-1);
  return {
    round: { ordinal, opensAtMs },
    commitment: sealed && viewSeal(sealed),
    openCount: places.length,
    opened: page.length === 0 ? [] : openQuestions(await readSealedQuestions(db, round.roundId), page),
    next: last !== undefined && last !== places.at(-1) ? last + 1 : null,
  };
}

/** The places of those that may be opened: the rules publish answers by now, and no round can draw them any more. */
function listOpen(contest: CachedContest, round: CachedRound, nowMs: number): number[] {
  const { rules } = contest.settings(contest.rulesVersion, round.ordinal);
  if (!round.sealed || !mayShowAnswers(rules, roundPhase(round, nowMs))) return [];
  const stillDrawn = listStillDrawn(contest, nowMs);
  return round.sealed.questionIds.flatMap((id, place) => (stillDrawn.has(id) ? [] : place));
}
