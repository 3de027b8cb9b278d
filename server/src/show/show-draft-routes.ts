import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import {
  BeginShowDraft,
  HandOverShow,
  SaveShowDraft,
  showDraftLimits,
  TakeQuestion,
} from '@hoithi/shared/contract/show-drafts';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { printInstant } from '../documents/print-values.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { attachment, json, type Route, route, text } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import {
  beginShowDraft,
  handOverShow,
  importShowDraft,
  removeShowDraft,
  saveShowDraft,
  takeQuestion,
} from './change-show-drafts.ts';
import { writtenAs } from './check-show-draft.ts';
import type { typesetCueSheet } from './cue-sheet.ts';
import { contextOf, findShowDraft, listDraftsOfShows, readShowContent, viewShowDraft } from './read-show-drafts.ts';

const ContestPath = z.object({ contestId: z.uuid() });
const DraftPath = z.object({ showDraftId: z.uuid() });
const small = 1_024;

/** Shows while they are written: begun, saved, read, handed to the MC, exported, deleted. SPEC H45-H49. */
export function showDraftRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Route[] {
  const ofContest = {
    may: 'show:write',
    object: 'shows',
    absent: 'contest',
    params: ContestPath,
    scope: (by: Acting, { contestId }: z.infer<typeof ContestPath>) => contestInScope(app, by, contestId),
  } as const;
  const path = '/api/organizer/show-drafts/:showDraftId';
  const one = {
    may: 'show:write',
    object: 'shows',
    absent: 'show',
    params: DraftPath,
    limit: limitDevices(120, 60),
    scope: (by: Acting, { showDraftId }: z.infer<typeof DraftPath>) => findShowDraft(app, by, showDraftId),
  } as const;
  return [
    route(
      {
        ...{ ...ofContest, method: 'get', path: '/api/organizer/contests/:contestId/shows' },
        title: 'Shows of a contest that are being written, and those that the MC has besides',
        limit: limitDevices(120, 60),
      },
      async ({ scope: contest }) => accept(await listDraftsOfShows(app, contest)),
    ),
    route(
      {
        ...{ ...ofContest, method: 'post', path: '/api/organizer/contests/:contestId/shows' },
        title: 'Begins a show: from a template, from another, as it was loaded',
        limit: limitDevices(30, 60),
        body: json(BeginShowDraft, small),
      },
      ({ who, scope: contest, body }) => beginShowDraft(app, who, contest, body),
    ),
    route(
      {
        ...{ ...ofContest, method: 'post', path: '/api/organizer/contests/:contestId/show-file' },
        title: 'Begins a show of a show file, whole or not at all',
        limit: limitDevices(20, 60),
        body: text(limits.showFileBytesMax, 'application/json'),
      },
      ({ who, scope: contest, body }) => importShowDraft(app, who, contest, body),
    ),
    route({ ...one, method: 'get', path, title: 'A show as it was saved last' }, async ({ scope: found }) =>
      accept(await viewShowDraft(app, found)),
    ),
    route(
      {
        ...{ ...one, method: 'post', path: `${path}/save`, limit: limitSessions(240, 60) },
        title: 'Saves a show as its next version, where nobody else did meanwhile',
        body: json(SaveShowDraft, showDraftLimits.bytes + small),
      },
      ({ who, scope: found, body }) => saveShowDraft(app, who, found, body),
    ),
    route(
      {
        ...{ ...one, method: 'post', path: `${path}/question` },
        title: 'A question of a bank as a show has it, with its key',
        body: json(TakeQuestion, small),
      },
      ({ who, body }) => takeQuestion(app, who, body),
    ),
    route(
      {
        ...{ ...one, method: 'post', path: `${path}/hand-over`, limit: limitDevices(30, 60) },
        title: 'Hands a show to the MC, as its next version',
        body: json(HandOverShow, small),
      },
      ({ who, scope: found, body }) => handOverShow(app, who, found, body.version),
    ),
    route(
      { ...one, method: 'post', path: `${path}/delete`, title: 'Deletes a show that is being written' },
      ({ who, scope: found }) => removeShowDraft(app, who, found),
    ),
    route(
      {
        ...{ ...one, method: 'get', path: `${path}/file`, answers: 'application/json' },
        title: 'A show as a file, as far as it is written',
      },
      async ({ scope: found }) => {
        const { slug, bilingual } = contextOf(found);
        const written = writtenAs(await readShowContent(app.db, found.draft), slug, bilingual);
        return {
          file: `${JSON.stringify(written, null, 2)}\n`,
          mediaType: 'application/octet-stream',
          headers: attachment(`${slug}.json`),
        };
      },
    ),
    route(
      {
        ...{ ...one, method: 'get', path: `${path}/sheet.pdf`, limit: limitDevices(20, 60) },
        title: 'The printed cue sheet: time, cue, words of the MC, who does what',
        query: z.object({ lang: z.enum(['vi', 'en']).default('vi') }),
        answers: 'application/pdf',
      },
      async ({ scope: { draft, contest }, query: { lang } }) => {
        const { name, host } = contest.rulebook.meta;
        const content = await readShowContent(app.db, draft);
        const printed = printInstant(app.clock.nowMs(), lang, false);
        return {
          file: await typesetInWorker<typeof typesetCueSheet>({
            program: 'cue-sheet-worker',
            memoryMaxMb: 512,
            given: [{ lang, contest: name, host, printed, content }],
          }),
          mediaType: 'application/pdf',
          headers: attachment(`kich-ban-${draft.slug}.pdf`),
        };
      },
    ),
  ];
}
