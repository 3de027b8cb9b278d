import { ContestId, Slug } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { SlipsView } from '@hoithi/shared/contract/slip-views';
import { AdmitAtDesk, ChangeSlip, MakeSlipsQuery, SignInBySlip, SlipsQuery } from '@hoithi/shared/contract/slips';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { limitDevices, limitDevicesAndAddresses } from '../web/request-limits.ts';
import { attachment, file, json, type Route, route } from '../web/route.ts';
import { type Acting, setSessionCookie } from '../web/sessions.ts';
import { admitAtDesk } from './admit-at-desk.ts';
import { makeSlips, previewSlips, readPeople, replaceSlip, withdrawOneSlip } from './make-slips.ts';
import { signInBySlip } from './sign-in-by-slip.ts';
import { countSlips, findSlips, readMisses } from './slips-sql.ts';

type SlipApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'ownAddress'>;
const ContestPath = z.object({ contestId: ContestId });
const SlipPath = ContestPath.extend({ slipId: z.uuid() });
const pdf = 'application/pdf';
const mediaTypes = { slips: pdf, sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const foundMax = 100;
const dayMs = 86_400_000;

/** Codes on slips: making them, looking after them, and coming in by one. SPEC S20-S24. */
export function slipRoutes(app: SlipApp): Route[] {
  const path = '/api/organizer/contests/:contestId';
  const inScope = (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  const changes = { method: 'post', may: 'slips:change', object: 'slips', absent: 'contest', scope: inScope } as const;
  return [
    route(
      {
        method: 'post',
        path: '/api/contests/:slug/sign-in/slip',
        title: 'Says what comes next for the code of a slip; with a PIN sets the session cookie of its holder',
        may: 'anyone',
        limit: limitDevicesAndAddresses({ device: 20, address: 600 }, 60),
        params: z.object({ slug: Slug }),
        absent: 'contest',
        scope: async (_who: null, { slug }: { slug: string }): Promise<Result<CachedContest>> => {
          const contest = await app.contests.findBySlug(slug);
          return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
        },
        body: json(SignInBySlip, limits.messageBytesMax),
      },
      async ({ scope: contest, body, request, response }) => {
        const signedIn = await signInBySlip(app, contest, body);
        if (!signedIn.ok) return signedIn;
        const { answer, session } = signedIn.value;
        if (session) setSessionCookie(request, response, 'contestant', session);
        return accept(answer);
      },
    ),
    route(
      {
        method: 'get',
        path: `${path}/slips`,
        title: 'Slips of a contest: how many, and those that a search finds',
        may: 'slips:read',
        object: 'slips',
        limit: limitDevices(120, 60),
        params: ContestPath,
        absent: 'contest',
        query: SlipsQuery,
        scope: inScope,
      },
      async ({ scope: contest, query }) => accept(await viewSlips(app, contest, query)),
    ),
    route(
      {
        ...changes,
        path: `${path}/slips`,
        title: 'Reads a list of people; with `write=true` makes a slip for each, as slips in a PDF or as a workbook',
        limit: limitDevices(20, 60),
        params: ContestPath,
        query: MakeSlipsQuery,
        body: file(limits.unitFileBytesMax, 'text/csv'),
        answers: pdf,
      },
      async ({ who, scope: contest, query: { write, unit, format, lang }, body, request }) => {
        const people = await readPeople(contest, body, unit ?? null);
        if (write !== 'true') return accept(await previewSlips(app, contest, people));
        const origin = request.headers.origin ?? app.ownAddress();
        const made = await makeSlips(app, who, contest, people, { format, lang, origin });
        if (!made.ok) return made;
        const name = `phieu-${contest.slug}.${format === 'slips' ? 'pdf' : 'xlsx'}`;
        return { file: made.value, mediaType: mediaTypes[format], headers: attachment(name) };
      },
    ),
    route(
      {
        ...changes,
        path: `${path}/slips/:slipId/replace`,
        title: 'Makes a new slip for a person, and ends the one they had with its sessions',
        limit: limitDevices(60, 60),
        params: SlipPath,
        body: json(ChangeSlip, 2_048),
      },
      ({ who, scope: contest, params, body }) => replaceSlip(app, who, contest, params.slipId, body.reason),
    ),
    route(
      {
        ...changes,
        path: `${path}/slips/:slipId/withdraw`,
        title: 'Ends a slip and the sessions that it opened',
        limit: limitDevices(60, 60),
        params: SlipPath,
        body: json(ChangeSlip, 2_048),
        answers: z.object({}),
      },
      ({ who, scope: contest, params, body }) => withdrawOneSlip(app, who, contest, params.slipId, body.reason),
    ),
    route(
      {
        ...changes,
        may: 'entry:admit',
        object: 'desk-entries',
        path: `${path}/desk-entries`,
        title: 'Lets in a named person who has no number that works, by a code that is shown this once',
        limit: limitDevices(60, 60),
        params: ContestPath,
        body: json(AdmitAtDesk, 2_048),
      },
      ({ who, scope: contest, body }) => admitAtDesk(app, who, contest, body),
    ),
  ];
}

async function viewSlips(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  { q, unit }: z.infer<typeof SlipsQuery>,
): Promise<SlipsView> {
  const { contestId, units } = contest;
  const counts = await countSlips(app.db, contestId);
  const like = `%${q
    .trim()
    .normalize('NFC')
    .replace(/[\\%_]/g, '\\$&')}%`;
  const found = await findSlips(app.db, contestId, { like, unit: unit ?? null, max: foundMax });
  const sum = (state: string, of: string | null = null) =>
    counts
      .filter((each) => each.state === state && (of === null || each.unit_code === of))
      .reduce((all, { slips }) => all + slips, 0);
  const nameOf = (code: string) => units.unitOf(code)?.name ?? code;
  const codes = [...new Set(counts.flatMap(({ unit_code }) => unit_code ?? []))];
  return {
    unused: sum('unused'),
    used: sum('used'),
    withdrawn: sum('withdrawn'),
    wrongCodes: await readMisses(app.db, contestId, app.clock.nowMs() - dayMs),
    units: codes
      .map((code) => ({ code, name: nameOf(code), unused: sum('unused', code), used: sum('used', code) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    found: found.map(({ unitCode, of: _of, ...slip }) => ({
      ...slip,
      unitName: unitCode === null ? null : nameOf(unitCode),
    })),
    foundCount: found[0]?.of ?? 0,
  };
}
