import { ContestId } from '@hoithi/shared/contract/ids';
import { MakeLeaderLinks } from '@hoithi/shared/contract/organizer';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { readPrintedLook } from '../look/printed-look.ts';
import { makeLinksOfLevel } from '../people/leader-links.ts';
import { linkDays } from '../people/staff-links-sql.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import type { printLinks } from './leader-links-worker.ts';

const files = {
  sheet: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  slips: { mediaType: 'application/pdf', ending: 'pdf' },
} as const;

/** Links for the leaders of a whole level, as a sheet to send from or as slips to cut. SPEC U4a, I32. */
export const leaderLinkRoutes = (app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'ownAddress'>): Route[] => [
  route(
    {
      method: 'post',
      path: '/api/organizer/contests/:contestId/leader-links',
      title: 'Makes a link for the leader of every unit of a level, as a workbook or as slips in a PDF',
      may: 'links:change',
      object: 'leader links',
      limit: limitDevices(10, 60),
      params: z.object({ contestId: ContestId }),
      absent: 'contest',
      scope: (by, { contestId }) => contestInScope(app, by, contestId),
      body: json(MakeLeaderLinks, 4_096),
      answers: files.sheet.mediaType,
    },
    async ({ who, scope: contest, body, request }) => {
      const made = await makeLinksOfLevel(app, who, contest, body, request.headers.origin ?? app.ownAddress());
      if (!made.ok) return made;
      const untilDay = vietnamDayOf(app.clock.nowMs() + linkDays * 86_400_000);
      const { mediaType, ending } = files[body.format];
      const { name } = contest.rulebook.meta;
      const { logo, pictures } = await readPrintedLook(app.db, { ...contest.look, sponsors: [] });
      return {
        file: await typesetInWorker<typeof printLinks>({
          program: 'leader-links-worker',
          given: [body.format, { links: made.value, contest: name, logo, pictures, lang: body.lang, untilDay }],
          memoryMaxMb: 512,
        }),
        mediaType,
        headers: {
          ...attachment(`lien-ket-${contest.slug}.${ending}`),
          'x-links': String(made.value.length),
          'x-links-until': untilDay,
        },
      };
    },
  ),
];
