import { ContestId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { LookPicturePurpose, SaveLook } from '@hoithi/shared/contract/look';
import { UploadedPicture } from '@hoithi/shared/contract/media';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { readLook } from '../contest/looks-sql.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { changeLook } from './change-look.ts';
import { takePicture } from './take-picture.ts';

export const LookPictureQuery = UploadedPicture.extend({ purpose: LookPicturePurpose });

/** The look of an announced contest. SPEC X6-X8. */
export function lookRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Route[] {
  const path = '/api/organizer/contests/:contestId/look';
  const shared = {
    object: 'look',
    limit: limitDevices(60, 60),
    params: z.object({ contestId: ContestId }),
    absent: 'contest',
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  } as const;
  return [
    route(
      { ...shared, method: 'get', path, may: 'desk:read', title: 'How a contest looks, with its version' },
      async ({ params }) => accept(await readLook(app.db, params.contestId)),
    ),
    route(
      {
        ...shared,
        method: 'post',
        path,
        may: 'look:change',
        title: 'Changes how a contest looks, where nobody else did meanwhile',
        body: json(SaveLook, 32_768),
      },
      ({ who, scope: contest, body }) => changeLook(app, who, contest, body),
    ),
    route(
      {
        ...shared,
        method: 'post',
        path: `${path}/pictures`,
        may: 'look:change',
        title: 'Takes a picture for the look of a contest',
        query: LookPictureQuery,
        body: file(limits.pictureBytesMax, 'image/*'),
      },
      ({ params: { contestId }, query: { purpose, type }, body }) =>
        takePicture(app, { kind: 'look', contestId }, { bytes: body, type }, purpose),
    ),
  ];
}
