import { limits } from '@hoithi/shared/contract/limits';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { JoinCode } from '@hoithi/shared/contract/show';
import { RunId } from '@hoithi/shared/contract/show-ids';
import { SoundName } from '@hoithi/shared/contract/show-sound';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { ownContest } from '../contest/contest-scope.ts';
import { addressOf } from '../platform/limits/device-tokens.ts';
import { deviceOf } from '../web/devices.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, type Route, route, text } from '../web/route.ts';
import { loadShow } from './load-show.ts';
import { addSound } from './own-sounds.ts';
import { findPicture, proveRun } from './read-run.ts';

const UnitQuery = z.object({
  q: z
    .string()
    .max(4 * limits.unitQueryLengthMax)
    .default(''),
});

/** What a show needs over HTTP: its file is loaded, units are searched, pictures and the proof are read. SPEC H1, H8. */
export const showRoutes = (app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'deviceTokens' | 'runs'>): Route[] => [
  // As text: a file that cannot be read is refused with the lines where it is broken.
  route(
    {
      method: 'post',
      path: '/api/mc/shows',
      title: 'Loads a show file with its pictures, whole or not at all',
      may: 'show:load',
      object: 'shows',
      limit: limitDevices(20, 60),
      scope: (by) => ownContest(app, by, null),
      body: text(limits.showFileBytesMax, 'application/json'),
    },
    async ({ who, scope: contest, body }) => {
      const loaded = await loadShow(app, contest, body, who.actor);
      if (loaded.ok) app.bus.publish('screen:changed', { contestId: contest.contestId });
      return loaded;
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/mc/sounds',
      title: "Takes a sound for the contest's shows under a name; one that has the name is replaced",
      may: 'show:load',
      object: 'screen',
      limit: limitDevices(30, 60),
      scope: (by) => ownContest(app, by, null),
      query: z.object({ name: SoundName, type: z.string().max(100).default('') }),
      body: file(limits.soundBytesMax, 'application/octet-stream'),
    },
    ({ who, scope: contest, query, body }) => addSound(app, contest, { ...query, bytes: body }, who.actor),
  ),
  route(
    {
      method: 'get',
      path: '/api/shows/:code/units',
      title: 'Units of the contest that a show belongs to, by what is typed of their name',
      may: 'anyone',
      limit: limitDevices(120, 60),
      params: z.object({ code: JoinCode }),
      absent: 'run',
      query: UnitQuery,
    },
    async ({ params, query: { q }, request }) => {
      const by = { device: deviceOf(app, request), address: addressOf(request.ip), personId: null };
      const found = await app.runs.byTypedCode(params.code, by);
      if (!found.ok) return found;
      const contest = app.contests.byId(found.value.row.contest_id);
      if (!contest) return refuse({ code: 'code_unknown' });
      return accept<UnitHit[]>(
        contest.units.search(q.slice(0, limits.unitQueryLengthMax), 20, vietnamDayOf(app.clock.nowMs())),
      );
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/shows/:runId/proof',
      title: 'What proves that the questions of an ended show were fixed before it began',
      may: 'anyone',
      params: z.object({ runId: RunId }),
      absent: 'run',
    },
    ({ params }) => proveRun(app, params.runId),
  ),
  route(
    {
      method: 'get',
      path: '/api/shows/:runId/pictures/:name',
      title: 'A picture of a show',
      may: 'anyone',
      params: z.object({ runId: RunId, name: z.string() }),
      absent: 'picture',
      answers: 'image/*',
    },
    async ({ params }) => {
      const picture = await findPicture(app, params.runId, params.name);
      if (!picture) return refuse({ code: 'not_found', what: 'picture' });
      return {
        file: picture.bytes,
        mediaType: picture.type,
        headers: { 'cache-control': 'public, max-age=86400, immutable', 'x-content-type-options': 'nosniff' },
      };
    },
  ),
];
