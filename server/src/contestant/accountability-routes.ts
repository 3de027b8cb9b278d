import type { ContestService } from '@hoithi/shared/contract/accountability';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { type Route, route } from '../web/route.ts';
import { readService } from './accountability-sql.ts';

/** Who answers for a contest, how to complain, and how well it is served, for anybody. SPEC O8. */
export const serviceRoutes = (app: Pick<App, 'clock' | 'contests' | 'db'>): Route[] => [
  route(
    {
      method: 'get',
      path: '/api/contests/:slug/service',
      title: 'Who answers for a contest, deadlines of complaints, and figures of rounds whose results are public',
      may: 'anyone',
      params: z.object({ slug: z.string() }),
      scope: async (_who: null, { slug }: { slug: string }): Promise<Result<CachedContest>> => {
        const contest = await app.contests.findBySlug(slug);
        return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
      },
    },
    async ({ scope: contest }) => accept(await viewService(app, contest)),
  ),
];

async function viewService(app: Pick<App, 'clock' | 'db'>, contest: CachedContest): Promise<ContestService> {
  const { meta, complaints, privacy } = contest.rulebook;
  const published = contest.rounds.filter((round) => round.published);
  const row = await readService(
    app.db,
    published.map(({ roundId }) => roundId),
    app.clock.nowMs(),
  );
  return {
    ...{ name: meta.name, host: meta.host, contact: meta.contact, demo: contest.demo },
    ...{ complaintDays: complaints.workingDays, answerDays: complaints.answerWorkingDays },
    retentionDays: privacy.retentionDays,
    publishedRounds: published.length,
    submissions: row.submissions,
    complaints: {
      ...{ all: row.complaints, inTime: row.answered_in_time, late: row.answered_late },
      ...{ open: row.open, overdue: row.overdue },
    },
  };
}
