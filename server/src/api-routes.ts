import { limits } from '@hoithi/shared/contract/limits';
import type { PublicContest, SiteCard } from '@hoithi/shared/contract/public';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { Enrol, EnterDemo, type Me, RequestCode, type UnitHit, VerifyCode } from '@hoithi/shared/contract/sign-in';
import { consentText } from '@hoithi/shared/rules/consent-texts';
import { maskPhone } from '@hoithi/shared/rules/phone';
import { printRules } from '@hoithi/shared/rules/printed-rules/print-rules';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { parseCookie } from 'cookie';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { App } from './app-parts.ts';
import { collectivePathOf } from './collective/publish-collective.ts';
import type { CachedContest } from './contest/contests.ts';
import { viewContestCard } from './contest/public-view.ts';
import { enterDemo } from './demo/enter-demo.ts';
import { enrol } from './people/enrol.ts';
import { enterByLink } from './people/enter-by-link.ts';
import { enterByStaffLink } from './people/invite-staff.ts';
import { readEnrolled, readPerson } from './people/people-sql.ts';
import { requestCode } from './people/request-code.ts';
import { verifyCode } from './people/verify-code.ts';
import { clearSessionCookie, setSessionCookie } from './web/cookies.ts';
import { limitPerDevice } from './web/device-limit.ts';
import { answers } from './web/route.ts';
import { cookieNames, readCookieSession } from './web/sessions.ts';
import { closeSession } from './web/sessions-sql.ts';

const Nothing = z.object({});
const UnitQuery = z.object({
  q: z
    .string()
    .max(4 * limits.unitQueryLengthMax)
    .default(''),
});
const MeQuery = z.object({ contest: z.string().max(limits.slugLengthMax).optional() });
const LinkToken = z.object({ token: z.string().min(16).max(100) });

/** The doors of HTTP: what needs no live connection. SPEC S1-S7, O3. */
export function openApi(app: App): Router {
  const api = Router();
  const get = <S extends z.ZodType>(
    path: string,
    schema: S,
    act: (m: z.output<S>, r: Request) => Promise<Result<unknown>>,
  ) => api.get(path, answers(app, schema, act));

  get('/house', Nothing, async () => accept(viewSite(app)));
  get('/contests/:slug', Nothing, async (_m, request) =>
    withContest(app, request, async (contest) => accept(viewPublicContest(app, contest))),
  );
  get('/contests/:slug/rules', Nothing, async (_m, request) =>
    withContest(app, request, async (contest) =>
      accept({ printed: printRules(contest.rules, app.topicTitles), version: contest.rulesVersion }),
    ),
  );
  get('/contests/:slug/units', UnitQuery, async ({ q }, request) =>
    withContest<UnitHit[]>(app, request, async (contest) =>
      accept(contest.units.search(q.slice(0, limits.unitQueryLengthMax), 20, vietnamDayOf(app.clock.nowMs()))),
    ),
  );
  get('/contests/:slug/units/:code', Nothing, async (_m, request) =>
    withContest<UnitHit>(app, request, async (contest) => {
      const unit = contest.units.choose(String(request.params.code), vietnamDayOf(app.clock.nowMs()));
      return unit ? accept(unit) : refuse({ code: 'not_found', what: 'unit' });
    }),
  );
  get('/me', MeQuery, async (message, request) => accept(await viewMe(app, request, message.contest ?? null)));

  const careful = limitPerDevice(20, 60);
  api.post(
    '/sign-in/code',
    careful,
    answers(app, RequestCode, (message) => requestCode(app, message)),
  );
  api.post(
    '/sign-in/verify',
    careful,
    answers(app, VerifyCode, async (message, request, response) => {
      const verified = await verifyCode(app, message);
      if (!verified.ok) return verified;
      setSessionCookie(request, response, 'contestant', verified.value);
      return accept({});
    }),
  );
  api.post(
    '/sign-out',
    answers(app, Nothing, async (_m, request, response) => {
      const cookies = parseCookie(request.headers.cookie ?? '');
      for (const kind of ['contestant', 'staff'] as const) {
        const token = cookies[cookieNames[kind]];
        if (token) await closeSession(app.db, token);
        clearSessionCookie(response, kind);
      }
      return accept({});
    }),
  );
  api.post(
    '/contests/:slug/enrol',
    limitPerDevice(60, 60),
    answers(app, Enrol, async (message, request) => {
      const session = await readCookieSession(app, request.headers.cookie, 'contestant');
      if (session?.kind !== 'contestant') return refuse({ code: 'not_signed_in' });
      return enrol(app, String(request.params.slug), session.personId, message);
    }),
  );
  api.post(
    '/organizer/enter',
    careful,
    answers(app, LinkToken, async ({ token }, request, response) => {
      const entered = await enterByLink(app, token);
      if (!entered.ok) return entered;
      setSessionCookie(request, response, 'staff', entered.value);
      return accept({});
    }),
  );
  api.post(
    '/staff/enter',
    careful,
    answers(app, LinkToken, async ({ token }, request, response) => {
      const entered = await enterByStaffLink(app, token);
      if (!entered.ok) return entered;
      setSessionCookie(request, response, 'staff', entered.value);
      return accept({ goTo: entered.value.goTo });
    }),
  );
  api.post(
    '/demo/enter',
    limitPerDevice(60, 60),
    answers(app, EnterDemo, async (message, request, response) => {
      const entered = await enterDemo(app, message);
      if (!entered.ok) return entered;
      const { session, goTo } = entered.value;
      if (session) setSessionCookie(request, response, session.kind, session);
      return accept({ goTo });
    }),
  );
  return api;
}

async function withContest<T>(
  app: App,
  request: Request,
  act: (contest: CachedContest) => Promise<Result<T>>,
): Promise<Result<T>> {
  const contest = await app.contests.findBySlug(String(request.params.slug));
  return contest ? act(contest) : refuse({ code: 'not_found', what: 'contest' });
}

function viewSite(app: App): SiteCard {
  const contests = app.contests.listed();
  return {
    demoSlug: contests.find((contest) => contest.demo)?.slug ?? null,
    contests: contests.map((contest) => ({ slug: contest.slug, name: contest.rules.meta.name, demo: contest.demo })),
    serverNowMs: app.clock.nowMs(),
  };
}

function viewPublicContest(app: App, contest: CachedContest): PublicContest {
  const { rules } = contest;
  return {
    contest: viewContestCard(contest),
    rounds: app.publicFigures.roundCards(contest),
    profile: { fields: rules.profile.fields },
    audiences: rules.eligibility.audiences,
    consents: rules.privacy.consents.map(({ purpose, required }) => {
      const { text, version } = consentText(purpose, rules);
      return { purpose, required, text, textVersion: version };
    }),
    exclusions: rules.exclusions,
    collectivePath: contest.collectivePublished ? collectivePathOf(contest) : null,
  };
}

async function viewMe(app: App, request: Request, slug: string | null): Promise<Me> {
  const nobody: Me = { signedIn: false, phoneMasked: null, enrolled: false, profile: null };
  const session = await readCookieSession(app, request.headers.cookie, 'contestant');
  if (session?.kind !== 'contestant') return nobody;
  const person = await readPerson(app.db, session.personId);
  if (!person) return nobody;
  const me: Me = { ...nobody, signedIn: true, phoneMasked: person.phone === null ? null : maskPhone(person.phone) };
  const contest = slug === null ? null : app.contests.bySlug(slug);
  const enrolled = contest ? await readEnrolled(app.db, contest.contestId, person.id) : null;
  if (!contest || !enrolled) return me;
  return {
    ...me,
    enrolled: true,
    profile: {
      name: enrolled.name,
      unitCode: enrolled.unit_code,
      unitName: enrolled.unit_code === null ? null : (contest.units.unitOf(enrolled.unit_code)?.name ?? null),
      audience: enrolled.audience,
    },
  };
}
