import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import type { PublicContest, PublicState, SiteCard } from '@hoithi/shared/contract/public';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PublicRules } from '@hoithi/shared/contract/seals';
import { announcedBeforeMs, dataEndsAt } from '@hoithi/shared/rulebook/judge/data-terms';
import { consentText } from '@hoithi/shared/rulebook/settings/consent-texts';
import { ownFields } from '@hoithi/shared/rulebook/settings/own-fields';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { collectivePathOf } from '../collective/publish-collective.ts';
import type { CachedContest } from '../contest/contests.ts';
import { viewContestCard } from '../contest/public-view.ts';
import { viewSealOf } from '../contest/seal-round.ts';
import { rulesMediaTypes } from '../documents/rules/make-rules-paper.ts';
import { RulesFile, RulesQuery } from '../documents/rules/rules-request.ts';
import { openWays, viewWays } from '../ways/entry-ways.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, type FileAnswer, type Route, route } from '../web/route.ts';
import { viewAmendments, viewNewest } from './public-amendments.ts';
import { cacheRulesPapers, printedOf } from './rules-papers.ts';

type ContestApp = Pick<
  App,
  'background' | 'clock' | 'contests' | 'db' | 'publicFigures' | 'runs' | 'topicTitles' | 'ways'
>;

const ContestPath = z.object({ slug: z.string() });
const UnitQuery = z.object({
  q: z
    .string()
    .max(4 * limits.unitQueryLengthMax)
    .default(''),
});

/** What anybody may know of a contest before signing in. SPEC S5, U6, W12, V3. */
export function contestRoutes(app: ContestApp): Route[] {
  const stateOf = cacheStates(app);
  const papers = cacheRulesPapers(app);
  const today = () => vietnamDayOf(app.clock.nowMs());
  const shared = {
    method: 'get',
    may: 'anyone',
    params: ContestPath,
    scope: async (_who: null, { slug }: { slug: string }): Promise<Result<CachedContest>> => {
      const contest = await app.contests.findBySlug(slug);
      return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
    },
  } as const;
  return [
    route(
      { method: 'get', path: '/api/site', title: 'The contests of this installation, and its time', may: 'anyone' },
      () => accept(viewSite(app)),
    ),
    route({ method: 'get', path: '/api/clock', title: "The server's time", may: 'anyone' }, () =>
      accept({ serverNowMs: app.clock.nowMs() }),
    ),
    route(
      { ...shared, path: '/api/contests/:slug', title: 'A contest: rounds, what the profile needs, consents' },
      ({ scope: contest }) => accept(viewPublicContest(app, contest)),
    ),
    route(
      { ...shared, path: '/api/contests/:slug/rules', title: 'The printed rules of a contest' },
      ({ scope: contest }) =>
        accept({
          printed: printedOf(app, contest),
          version: contest.rulesVersion,
          amendments: viewAmendments(contest),
          seals: contest.rounds.flatMap((round) => {
            const { seal } = viewSealOf(contest, round);
            return seal ? [{ ...seal, ordinal: round.ordinal, label: round.label }] : [];
          }),
        } satisfies PublicRules),
    ),
    route(
      {
        ...shared,
        path: '/api/contests/:slug/rules.:as',
        title: 'The printed rules of a contest, as PDF or DOCX',
        limit: limitDevices(20, 60),
        params: ContestPath.extend({ as: RulesFile }),
        absent: 'file',
        query: RulesQuery,
        answers: 'application/pdf',
      },
      async ({ scope: contest, params: { as }, query: { lang } }) => ({
        file: await papers(contest, as, lang),
        mediaType: rulesMediaTypes[as],
        headers: { ...attachment(`the-le-${contest.slug}.${as}`), 'cache-control': 'public, max-age=60' },
      }),
    ),
    route(
      {
        ...shared,
        path: '/api/contests/:slug/units',
        title: 'Units of a contest by what is typed of their name, best first',
        query: UnitQuery,
      },
      ({ scope: contest, query: { q } }) =>
        accept(contest.units.search(q.slice(0, limits.unitQueryLengthMax), limits.unitHitsMax, today())),
    ),
    route(
      {
        ...shared,
        path: '/api/contests/:slug/units/:code',
        title: 'The unit of a code, where it can be chosen',
        params: ContestPath.extend({ code: z.string() }),
      },
      ({ scope: contest, params: { code } }) => {
        const unit = contest.units.choose(code, today());
        return unit ? accept(unit) : refuse({ code: 'not_found', what: 'unit' });
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/contests/:slug/state.json',
        title: 'Contest, rounds and counters for those who only watch',
        may: 'anyone',
        params: ContestPath,
        answers: 'application/json',
      },
      ({ params: { slug } }) => {
        const contest = app.contests.bySlug(slug);
        return contest ? stateOf(contest) : refuse({ code: 'not_found', what: 'contest' });
      },
    ),
  ];
}

function viewSite(app: ContestApp): SiteCard {
  const contests = app.contests.listed().filter(({ archivedAtMs }) => archivedAtMs === null);
  return {
    demoSlug: contests.find((contest) => contest.demo)?.slug ?? null,
    contests: contests.map(({ contestId, slug, rulebook, demo }) => ({
      contestId,
      slug,
      name: rulebook.meta.name,
      demo,
    })),
    shows: app.runs.all().flatMap(({ row, state, file }) => {
      const contest = contests.find((each) => each.contestId === row.contest_id);
      if (!contest || state.ended || row.rehearsal) return [];
      return [{ slug: contest.slug, title: file.title, contestName: contest.rulebook.meta.name }];
    }),
    serverNowMs: app.clock.nowMs(),
  };
}

function viewPublicContest(app: ContestApp, contest: CachedContest): PublicContest {
  const { entrance, rulebook } = contest;
  return {
    contest: viewContestCard(contest),
    rounds: app.publicFigures.roundCards(contest),
    profile: { fields: entrance.fields, own: ownFields(rulebook) },
    audiences: entrance.audiences,
    consents: rulebook.privacy.consents.map(({ purpose, required }) => {
      const { words, version } = consentText(purpose, rulebook);
      return { purpose, required, words, textVersion: version };
    }),
    exclusions: entrance.excluded,
    entryWays: openWays(app, contest),
    ways: viewWays(app, contest),
    collectivePath: contest.collectivePublished ? collectivePathOf(contest) : null,
    amended: viewNewest(contest),
    ...announcedErasure(contest, app.clock.nowMs()),
    ...(contest.archivedAtMs === null ? {} : { archived: true }),
  };
}

/** The state of a contest, encoded once for each version, the same from every process. SPEC W12, V3. */
function cacheStates(app: ContestApp): (contest: CachedContest) => FileAnswer {
  const cached = new Map<string, { contest: CachedContest; figures: string; answer: FileAnswer }>();
  return (contest) => {
    const rounds = app.publicFigures.roundCards(contest);
    const figures = rounds.map(({ phase, persons }) => `${phase}:${persons?.atLeast}:${persons?.exact}`).join();
    const known = cached.get(contest.contestId);
    if (known?.contest === contest && known.figures === figures) return known.answer;
    const state: PublicState = { contest: viewContestCard(contest), rounds };
    const body = Buffer.from(JSON.stringify(accept(state)));
    const answer: FileAnswer = {
      file: body,
      mediaType: 'application/json',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      // `no-transform`: compressed anew for each reader the validator would be a weak one, and the work done many times.
      headers: { 'cache-control': 'public, max-age=2, no-transform' },
    };
    cached.set(contest.contestId, { contest, figures, answer });
    return answer;
  };
}

/** A month before everybody's data are erased, the page says so. SPEC S70. */
function announcedErasure({ rounds, rulebook }: CachedContest, nowMs: number): Pick<PublicContest, 'dataEndsAtMs'> {
  const endsAtMs = dataEndsAt(rounds, rulebook);
  return nowMs >= endsAtMs - announcedBeforeMs && nowMs < endsAtMs ? { dataEndsAtMs: endsAtMs } : {};
}
