import { type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { rolesWith } from '@hoithi/shared/rules/permissions';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CachedContest } from '../src/contest/contests.ts';
import { MinuteShow } from '../src/demo/minute-show.ts';
import { crowdHere } from '../src/rehearsal/run-crowd-here.ts';
import { listRoutes, openSite, type SiteOptions } from '../src/site.ts';
import { isForStaff as isStaffOnly, type Route } from '../src/web/route.ts';
import { openAccount, openStaff } from './open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { requestUpgrade, speak, statuses } from './raw-connection.ts';
import { addressIn, insertNamed, type NamedIds } from './route-address.ts';
import { enrolPerson } from './scripted-contestant.ts';

type Described = { paths: Record<string, Record<string, { security: object[]; summary: string }>> };
type Layer = { route?: { path: string; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } };

/** Every route × every role: each with a session of its own. */
/** What some route needs in its query. */
const everyQuery =
  'level=DISTRICT&purpose=logo&name=cau-hoi.txt&source=danh-sach&signedBy=Ban&dated=2026-03-01&reason=theo-van-ban&complete=true&kind=picture&role=JURY';

describe('all HTTP routes', { timeout: 120_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let other: CachedContest;
  let options: SiteOptions;
  let routes: Route[];
  let named: NamedIds;
  beforeAll(async () => {
    test = await openTestApp();
    contest = (await makeContest(test.app, testRules())).contest;
    other = (await makeContest(test.app, testRules())).contest;
    options = {
      trustProxyHops: 0,
      metricsToken: null,
      gatherFigures: null,
      holdersOf: async () => [],
      countScreens: async () => 0,
      crowd: crowdHere(test.app),
      minuteShow: new MinuteShow(test.app),
    };
    routes = listRoutes(test.app, options);
    named = await insertNamed(test, contest.contestId);
  });
  afterAll(() => test.close());

  /** of null: of the whole organization. */
  async function staff(role: StaffRole, of: CachedContest | null): Promise<string> {
    const unitCode = role === 'unit-leader' ? '436' : null;
    const { session } = await openAccount(test, [{ role, contestId: of?.contestId ?? null, unitCode }]);
    return `hoithi_staff=${session.token}`;
  }

  const addressOf = (route: Route): string => addressIn(route, contest, named);
  const request = (route: Route, headers: Record<string, string> = {}) =>
    fetch(`${test.url}${addressOf(route)}`, { method: route.method.toUpperCase(), headers });
  const ofWholeOrganization = ({ path }: Route) => /^\/api\/organizer\/(drafts|banks)/.test(path);
  const nameOf = (route: Route) => `${route.method} ${route.path}`;
  const isForStaff = ({ may }: Route) => isStaffOnly(may);
  const rolesFor = ({ may }: Route) => (isStaffOnly(may) ? rolesWith(may) : []);
  const countRefusals = async () =>
    (await test.db.query<{ id: number }>("select id from audit where act = 'access:refused'")).length;

  it('[W4] whoever has no session, or a made-up one, is refused by every route that is not for anybody', async () => {
    const closed = routes.filter(({ may }) => may !== 'anyone');
    expect(closed.length).toBeGreaterThan(20);
    const madeUp = `hoithi_staff=${'x'.repeat(32)}; hoithi_contestant=${'y'.repeat(32)}`;
    for (const route of closed)
      for (const cookie of ['', madeUp]) {
        const response = await request(route, { cookie });
        expect([nameOf(route), response.status]).toEqual([nameOf(route), 401]);
        expect(await response.json()).toEqual({ ok: false, refusal: { code: 'not_signed_in' } });
      }
  });

  it('[U4] [W11] staff of every other role are refused by every staff route, and each refusal is audited', async () => {
    const tries = routes
      .filter(isForStaff)
      .flatMap((route) =>
        staffRoles.filter((role) => !rolesFor(route).includes(role)).map((role) => ({ route, role })),
      );
    expect(tries.length).toBeGreaterThan(30);
    for (const { route, role } of tries) {
      const before = await countRefusals();
      const response = await request(route, { cookie: await staff(role, contest) });
      expect([nameOf(route), role, response.status]).toEqual([nameOf(route), role, 403]);
      expect([nameOf(route), role, (await countRefusals()) - before]).toEqual([nameOf(route), role, 1]);
    }
  });

  it('[U4] [W11] staff of another contest are refused by every route that names one, and each refusal is audited', async () => {
    const named = routes.filter((route) => isForStaff(route) && /:(contestId|roundId|slug)/.test(route.path));
    expect(named.length).toBeGreaterThan(12);
    for (const route of named) {
      const before = await countRefusals();
      const [role] = rolesFor(route);
      const response = await request(route, { cookie: await staff(role ?? 'organizer', other) });
      expect([403, 404], nameOf(route)).toContain(response.status);
      expect([nameOf(route), (await countRefusals()) - before]).toEqual([nameOf(route), 1]);
    }
  });

  it('[W19] a page of another site changes nothing by any route, whatever cookies its request carries', async () => {
    const changing = routes.filter(({ method }) => method !== 'get');
    expect(changing.length).toBeGreaterThan(20);
    for (const route of changing) {
      const cookie = await staff(rolesFor(route)[0] ?? 'organizer', contest);
      for (const origin of ['https://evil.example', 'null']) {
        const response = await request(route, { cookie, origin });
        expect([nameOf(route), response.status]).toEqual([nameOf(route), 403]);
        expect(await response.json()).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
      }
    }
    const own = await fetch(`${test.url}/api/sign-out`, { method: 'POST', headers: { origin: test.url } });
    expect(own.status).toBe(200);
  });

  it('[W19] a page of a sibling host or of another port changes nothing either, and neither does one without an origin', async () => {
    const { hostname, port } = new URL(test.url);
    const pages: Record<string, string>[] = [
      { origin: `http://khac.${hostname}:${port}` },
      { origin: `http://${hostname}:${Number(port) + 1}` },
      { origin: `http://${hostname}` },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const route of routes.filter(({ method }) => method !== 'get')) {
      const cookie = await staff(rolesFor(route)[0] ?? 'organizer', contest);
      for (const page of pages) {
        const response = await request(route, { cookie, ...page });
        expect([nameOf(route), page, response.status]).toEqual([nameOf(route), page, 403]);
        expect(await response.json()).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
      }
    }
    const own = { 'sec-fetch-site': 'same-origin', origin: test.url };
    expect((await fetch(`${test.url}/api/sign-out`, { method: 'POST', headers: own })).status).toBe(200);
  });

  it('[W19a] no route takes a body of a type that a form can send, or of none; JSON is announced as JSON', async () => {
    const person = await enrolPerson(test, contest);
    const taking = routes.filter(({ body }) => body !== undefined);
    expect(taking.length).toBeGreaterThan(20);
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''];
    for (const route of taking) {
      const role = rolesFor(route)[0];
      const cookie = role ? await staff(role, ofWholeOrganization(route) ? null : contest) : person.cookie;
      const refused = route.body?.kind === 'json' ? [...types, 'application/octet-stream'] : types;
      for (const type of refused) {
        const head = `${route.method.toUpperCase()} ${addressOf(route)}?${everyQuery} HTTP/1.1\r\nhost: ${new URL(test.url).host}`;
        const named = type === '' ? '' : `content-type: ${type}\r\n`;
        const received = await speak(
          test.url,
          `${head}\r\ncookie: ${cookie}\r\n${named}content-length: 2\r\nconnection: close\r\n\r\n{}`,
        );
        expect([nameOf(route), type, statuses(received)]).toEqual([nameOf(route), type, ['415']]);
      }
    }
  });

  it('[D3a] whoever tries the demo as its organizer sends no file by any route, and an organizer of the installation does', async () => {
    const { contest: demo } = await makeContest(test.app, testRules(), true);
    const uploads = routes.filter((route) => route.body?.kind === 'file' && rolesFor(route).includes('organizer'));
    expect(uploads.length).toBeGreaterThan(3);
    for (const route of uploads) {
      const send = async (cookie: string) => {
        const path = addressOf(route).replace(contest.contestId, demo.contestId);
        const headers = { cookie, 'content-type': 'application/octet-stream' };
        const response = await fetch(`${test.url}${path}?${everyQuery}`, {
          method: 'POST',
          headers,
          body: 'x',
        });
        return { status: response.status, text: await response.text() };
      };
      const visitor = await openStaff(test, { role: 'organizer', contestId: demo.contestId });
      const refused = await send(`hoithi_staff=${visitor.token}`);
      // whoever has a contest alone sees no draft at all, and no bank that the contest does not draw from
      const isOfBanks = route.path.startsWith('/api/organizer/banks');
      expect([nameOf(route), refused.status]).toEqual([nameOf(route), isOfBanks ? 404 : 403]);
      const reason = ofWholeOrganization(route) ? 'not_allowed' : 'not_in_demo';
      expect(refused.text).toContain(isOfBanks ? 'not_found' : reason);
      const { token } = await openStaff(test, { role: 'organizer', contestId: null });
      expect((await send(`hoithi_staff=${token}`)).text).not.toContain('not_in_demo');
    }
  });

  it.each<[string, Record<string, string>]>([
    ['a sibling host', { origin: 'http://khac.127.0.0.1' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('[W19] %s opens no socket', async (_page, headers) => {
    const upgrade = (more: Record<string, string>) =>
      requestUpgrade(test.url, more).then(({ socket, received }) => {
        socket.destroy();
        return statuses(received);
      });
    expect(await upgrade(headers)).toEqual(['400']);
    expect(await upgrade({ origin: test.url })).toEqual(['101']);
  });

  const describedRoutes = ({ paths }: Described) =>
    Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  /** Every route that the site answers, but for the pages of the client. */
  function servedRoutes(site: Express): string[] {
    const walk = (layers: Layer[]): string[] =>
      layers.flatMap(({ route, handle }) =>
        route
          ? Object.keys(route.methods).map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
          : walk(handle?.stack ?? []),
      );
    return walk((site.router as unknown as { stack: Layer[] }).stack).filter((name) => name !== 'get /{*path}');
  }
  const readDescription = async () =>
    (await (await fetch(`${test.url}/api/openapi.json`)).json()) as Described & Record<string, unknown>;

  it('[W20] the description of the interface is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(await readDescription());
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it('[W20] the description names every route that the server answers, and a route added by hand is missed', async () => {
    const described = describedRoutes(await readDescription()).sort();
    const site = openSite(test.app, options);
    expect(servedRoutes(site).sort()).toEqual(described);
    expect(described.length).toBeGreaterThan(50);
    site.get('/api/by-hand', (_request, response) => void response.json({}));
    expect(servedRoutes(site)).toContain('get /api/by-hand');
  });

  it('[W20] each route is described with its sentence and whom it is for', async () => {
    const { paths } = await readDescription();
    for (const route of routes) {
      const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
      expect(operation?.summary).toBe(route.title);
      const security =
        route.may === 'contestant'
          ? [{ contestantSession: [] }]
          : rolesFor(route).map((role) => ({ staffSession: [role] }));
      expect([nameOf(route), operation?.security]).toEqual([nameOf(route), security]);
    }
    const names = Object.values(paths).flatMap((each) =>
      Object.values(each).map((operation) => (operation as unknown as { operationId: string }).operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
