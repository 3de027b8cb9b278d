import { RemoveOwnUnit, SaveOwnUnit, TakeUnits } from '@hoithi/shared/contract/draft-units';
import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import { writeUnitTable } from '@hoithi/shared/rules/units/write-unit-table';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { loadOwnUnits, removeUnit, saveUnit, takeUnits } from './draft-units.ts';
import { readOwnUnits } from './draft-units-sql.ts';
import { findDraft } from './read-drafts.ts';

const DraftPath = z.object({ draftId: z.uuid() });

/** Units that a draft has of its own: read, taken over, loaded from a table, edited one by one, exported. SPEC J20. */
export function draftUnitRoutes(app: Pick<App, 'clock' | 'contests' | 'db'>): Route[] {
  const path = '/api/organizer/drafts/:draftId/units';
  const one = {
    object: 'drafts',
    limit: limitDevices(240, 60),
    params: DraftPath,
    absent: 'draft',
    scope: (by: Acting, { draftId }: z.infer<typeof DraftPath>) => findDraft(app.db, by, draftId),
  } as const;
  return [
    route({ ...one, method: 'get', path, may: 'draft:read', title: "A draft's own units" }, async ({ scope: draft }) =>
      accept(await readOwnUnits(app.db, draft.id)),
    ),
    route(
      {
        ...one,
        method: 'get',
        path: `${path}.csv`,
        may: 'draft:read',
        title: "A draft's own units as a table that can be loaded again",
        answers: 'text/csv',
      },
      async ({ scope: draft }) => ({
        file: writeUnitTable((await readOwnUnits(app.db, draft.id)).units),
        mediaType: 'text/csv; charset=utf-8',
        headers: attachment('don-vi.csv'),
      }),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/table`,
        may: 'draft:change',
        title: 'Reads a table of units for a draft; with `write=true` takes it',
        query: z.object({ write: z.enum(['true', 'false']).default('false') }),
        body: file(limits.unitFileBytesMax, 'text/csv'),
      },
      ({ who, scope: draft, query, body }) =>
        loadOwnUnits(app, who, draft, { file: body, write: query.write === 'true' }),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/take`,
        may: 'draft:change',
        title: "Takes over a set's or a contest's units into a draft",
        body: json(TakeUnits, 1_024),
      },
      ({ who, scope: draft, body }) => takeUnits(app, who, draft, body),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/save`,
        may: 'draft:change',
        title: "Adds or changes one of a draft's own units",
        body: json(SaveOwnUnit, 8_192),
      },
      ({ who, scope: draft, body }) => saveUnit(app, who, draft, body),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/remove`,
        may: 'draft:change',
        title: "Removes one of a draft's own units",
        body: json(RemoveOwnUnit, 1_024),
      },
      ({ who, scope: draft, body }) => removeUnit(app, who, draft, body),
    ),
  ];
}
