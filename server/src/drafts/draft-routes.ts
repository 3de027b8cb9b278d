import {
  AmendContest,
  AnnounceDraft,
  ArchiveContest,
  BeginDraft,
  draftBytesMax,
  RemoveContest,
  SaveDraft,
} from '@hoithi/shared/contract/drafts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { makeRulesPaperInWorker, rulesMediaTypes } from '../documents/rules/make-rules-paper.ts';
import { RulesFile, RulesQuery } from '../documents/rules/rules-request.ts';
import { LookPictureQuery } from '../look/look-routes.ts';
import { takePicture } from '../look/take-picture.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { attachment, file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { amendContest } from './amend-contest.ts';
import { announceDraft } from './announce-draft.ts';
import { beginDraft, removeDraft, saveDraft } from './change-drafts.ts';
import { archiveContest, openAmendment, removeContest } from './contest-life.ts';
import { readChoices } from './draft-content.ts';
import { findDraft, listDraftCards, readContent, seesDrafts, viewDraft } from './read-drafts.ts';

const bodyBytesMax = draftBytesMax + 4_096;
const DraftPath = z.object({ draftId: z.uuid() });
const ContestPath = z.object({ contestId: z.uuid() });

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
  const ofContest = {
    method: 'post',
    object: 'contest',
    absent: 'contest',
    limit: limitDevices(30, 60),
    params: ContestPath,
    scope: (by: Acting, { contestId }: z.infer<typeof ContestPath>) => contestInScope(app, by, contestId),
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
      async ({ who }) => accept(await readChoices(app.db, who.organizationId)),
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
        method: 'post',
        path: `${path}/:draftId/pictures`,
        may: 'draft:change',
        title: 'Takes a picture for the look of a draft',
        query: LookPictureQuery,
        body: file(limits.pictureBytesMax, 'image/*'),
      },
      ({ scope: draft, query: { purpose, type }, body }) =>
        draft.contest_id === null
          ? takePicture(app, { kind: 'draft', draftId: draft.id }, { bytes: body, type }, purpose)
          : refuse({ code: 'already_announced' }),
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
        method: 'get',
        path: `${path}/:draftId/rules.:as`,
        may: 'draft:read',
        title: 'The printed rules of a whole draft, as PDF or DOCX',
        limit: limitDevices(20, 60),
        params: DraftPath.extend({ as: RulesFile }),
        query: RulesQuery,
        answers: 'application/pdf',
      },
      async ({ scope: draft, params: { as }, query: { lang } }) => {
        const { rulebook } = await readContent(app.db, draft);
        const made = await makeRulesPaperInWorker({ source: { kind: 'draft', rulebook }, as, lang });
        if (Array.isArray(made)) return refuse({ code: 'rulebook_invalid', problems: made.slice(0, 50) });
        return {
          file: made,
          mediaType: rulesMediaTypes[as],
          headers: attachment(`the-le-du-thao-${draft.version}.${as}`),
        };
      },
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
        path: `${path}/:draftId/amend`,
        may: 'contest:amend',
        title: 'Makes what stands in the draft of a contest its rules',
        limit: limitDevices(30, 60),
        body: json(AmendContest, 2_048),
      },
      ({ who, scope: draft, body }) => amendContest(app, who, draft, body),
    ),
    route(
      {
        ...ofContest,
        path: '/api/organizer/contests/:contestId/amendment',
        may: 'draft:change',
        title: 'The draft in which a contest is amended',
        scope: (by: Acting, { contestId }: z.infer<typeof ContestPath>) => {
          const seen = seesDrafts(by);
          return seen.ok ? contestInScope(app, by, contestId) : seen;
        },
      },
      ({ who, scope: contest }) => openAmendment(app, who, contest),
    ),
    route(
      {
        ...ofContest,
        path: '/api/organizer/contests/:contestId/archive',
        may: 'contest:archive',
        title: 'Puts a contest that is over away, or brings it back',
        body: json(ArchiveContest, 2_048),
      },
      ({ who, scope: contest, body }) => archiveContest(app, who, contest, body),
    ),
    route(
      {
        ...ofContest,
        path: '/api/organizer/contests/:contestId/delete',
        may: 'contest:archive',
        title: 'Removes a contest that nobody took part in',
        body: json(RemoveContest, 2_048),
      },
      ({ who, scope: contest, body }) => removeContest(app, who, contest, body),
    ),
    route(
      {
        ...one,
        method: 'post',
        path: `${path}/:draftId/delete`,
        may: 'draft:delete',
        title: 'Deletes a draft',
      },
      ({ who, scope: draft }) => removeDraft(app, who, draft),
    ),
  ];
}
