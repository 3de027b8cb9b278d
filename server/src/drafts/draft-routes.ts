import { AnnounceDraft, BeginDraft, draftBytesMax, SaveDraft } from '@hoithi/shared/contract/drafts';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { announceDraft } from './announce-draft.ts';
import { beginDraft, removeDraft, saveDraft } from './change-drafts.ts';
import { readChoices } from './draft-content.ts';
import { findDraft, listDraftCards, readContent, seesDrafts, viewDraft } from './read-drafts.ts';

const bodyBytesMax = draftBytesMax + 4_096;
const DraftPath = z.object({ draftId: z.uuid() });

/** Drafts of contests: begun, saved, read, exported, deleted. SPEC J1-J6. */
export function draftRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Route[] {
  const path = '/api/organizer/drafts';
  const all = { object: 'drafts', limit: limitDevices(120, 60), scope: (by: Acting) => seesDrafts(by) } as const;
  const one = {
    ...all,
    params: DraftPath,
    absent: 'draft',
    scope: (by: Acting, { draftId }: z.infer<typeof DraftPath>) => findDraft(app.db, by, draftId),
  } as const;
  return [
    route(
      { ...all, method: 'get', path, may: 'draft:read', title: "The organization's drafts, newest save first" },
      async ({ who }) => accept(await listDraftCards(app, who)),
    ),
    route(
      {
        ...all,
        method: 'get',
        path: '/api/organizer/draft-choices',
        may: 'draft:read',
        title: 'Templates to begin a draft from, topics of questions and unit sets',
      },
      async () => accept(await readChoices()),
    ),
    route(
      {
        ...all,
        method: 'post',
        path,
        may: 'draft:change',
        title: 'Begins a draft: blank, from a template, from another draft, from a file',
        limit: limitDevices(30, 60),
        body: json(BeginDraft, bodyBytesMax),
      },
      ({ who, body }) => beginDraft(app, who, body),
    ),
    route(
      { ...one, method: 'get', path: `${path}/:draftId`, may: 'draft:read', title: 'A draft as it was saved last' },
      async ({ who, scope: draft }) => accept(await viewDraft(app, who, draft)),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/:draftId/save`,
        may: 'draft:change',
        title: 'Saves a draft as its next version, where nobody else did meanwhile',
        limit: limitSessions(240, 60),
        body: json(SaveDraft, bodyBytesMax),
      },
      ({ who, scope: draft, body }) => saveDraft(app, who, draft, body),
    ),
    route(
      {
        ...one,
        method: 'get',
        path: `${path}/:draftId/file`,
        may: 'draft:read',
        title: 'The rulebook of a draft as a file',
        answers: 'application/json',
      },
      async ({ scope: draft }) => ({
        file: `${JSON.stringify((await readContent(app.db, draft)).rulebook, null, 2)}\n`,
        mediaType: 'application/octet-stream',
        headers: attachment(`the-le-${draft.version}.json`),
      }),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/:draftId/announce`,
        may: 'contest:announce',
        title: 'Makes a public contest of a draft',
        limit: limitDevices(30, 60),
        body: json(AnnounceDraft, 1_024),
      },
      ({ who, scope: draft, body }) => announceDraft(app, who, draft, body),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/:draftId/delete`,
        may: 'draft:change',
        title: 'Deletes a draft',
      },
      ({ who, scope: draft }) => removeDraft(app, who, draft),
    ),
  ];
}
