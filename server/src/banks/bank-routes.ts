import {
  AddQuestions,
  bankLimits,
  ExportQuery,
  NameBank,
  NameTopic,
  QuestionQuery,
  RemoveBank,
  SentMedia,
} from '@hoithi/shared/contract/banks';
import { limits } from '@hoithi/shared/contract/limits';
import { pasteLimits, ReadPaste } from '@hoithi/shared/contract/question-paste';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { LeftOut } from '../questions/export/export-questions.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { attachment, file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { makeBank, makeTopic, reachesAll, removeBank, removeTopic, renameBank, renameTopic } from './change-banks.ts';
import { exportBank } from './export-bank.ts';
import { findBank } from './find-bank.ts';
import { previewPaste } from './preview-questions.ts';
import { makeProgramBank } from './program-bank.ts';
import { questionRoutes } from './question-routes.ts';
import { listBankCards, readBank, readQuestionPage } from './read-banks.ts';
import { takeMedia } from './take-media.ts';
import { addQuestions } from './write-questions.ts';

const BankPath = z.object({ bankId: z.uuid() });
const TopicPath = BankPath.extend({ topicId: z.uuid() });
const small = 8_192;
const path = '/api/organizer/banks';

/** Banks of questions: made, listed, searched; their questions written, reviewed, changed. SPEC Q11-Q15. */
export function bankRoutes(app: Pick<App, 'clock' | 'db'>): Route[] {
  const scope = (by: Acting, { bankId }: { bankId: string }) => findBank(app.db, by, bankId);
  const whole = async (by: Acting, { bankId }: { bankId: string }) => {
    const allowed = reachesAll(by);
    return allowed.ok ? findBank(app.db, by, bankId) : allowed;
  };
  const reading = { object: 'banks', limit: limitSessions(600, 60), absent: 'bank', scope } as const;
  const writing = { ...reading, method: 'post', limit: limitSessions(240, 60) } as const;
  return [
    route(
      {
        ...{ method: 'get', path, may: 'bank:read', object: 'banks', limit: limitDevices(240, 60) },
        title: "The organization's banks of questions",
      },
      async ({ who }) => accept(await listBankCards(app, who)),
    ),
    route(
      {
        ...{ method: 'post', path, may: 'bank:change', object: 'banks', limit: limitDevices(30, 60) },
        title: 'Makes an empty bank',
        scope: (by: Acting) => reachesAll(by),
        body: json(NameBank, small),
      },
      ({ who, body }) => makeBank(app, who, body.name),
    ),
    route(
      {
        ...{ method: 'post', path: '/api/organizer/program-bank', may: 'bank:change', object: 'banks' },
        title: 'Makes a bank of the questions that come with the program, once',
        limit: limitDevices(10, 60),
        scope: (by: Acting) => reachesAll(by),
      },
      ({ who }) => makeProgramBank(app, who),
    ),
    route(
      {
        ...{ ...reading, method: 'get', path: `${path}/:bankId`, may: 'bank:read', params: BankPath },
        title: 'A bank: its topics and tags, how many questions in which state, its warnings',
      },
      async ({ who, scope: bank }) => accept(await readBank(app, who, bank)),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/rename`, may: 'bank:change', params: BankPath },
        title: 'Renames a bank',
        scope: whole,
        body: json(NameBank, small),
      },
      ({ who, scope: bank, body }) => renameBank(app, who, bank, body.name),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/remove`, may: 'bank:change', params: BankPath },
        title: 'Takes a bank out of every list; contests keep what they took from it',
        scope: whole,
        body: json(RemoveBank, small),
      },
      ({ who, scope: bank, body }) => removeBank(app, who, bank, body.reason),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/topics`, may: 'question:write', params: BankPath },
        title: 'Adds a topic to a bank',
        body: json(NameTopic, small),
      },
      ({ who, scope: bank, body }) => makeTopic(app, who, bank, body.name),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/topics/:topicId/rename`, may: 'question:write', params: TopicPath },
        title: 'Renames a topic',
        body: json(NameTopic, small),
      },
      ({ who, scope: bank, params, body }) => renameTopic(app, who, bank, params.topicId, body.name),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/topics/:topicId/remove`, may: 'question:write', params: TopicPath },
        title: 'Deletes a topic without questions',
      },
      ({ who, scope: bank, params }) => removeTopic(app, who, bank, params.topicId),
    ),
    route(
      {
        ...{ ...reading, method: 'get', path: `${path}/:bankId/questions`, may: 'bank:read', params: BankPath },
        title: 'A page of the questions of a bank, narrowed by words, topic, state and more',
        query: QuestionQuery,
      },
      async ({ who, scope: bank, query }) => accept(await readQuestionPage(app, who, bank, query)),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/questions`, may: 'question:write', params: BankPath },
        title: 'Adds questions as drafts, but for those that the bank has already',
        body: json(AddQuestions, bankLimits.bytes),
      },
      ({ who, scope: bank, body }) => addQuestions(app, who, bank, body),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/paste`, may: 'question:write', params: BankPath },
        title: 'Reads questions that were pasted, and says what would come of them; nothing is written',
        limit: limitSessions(30, 60),
        body: json(ReadPaste, pasteLimits.bytes),
      },
      async ({ who, scope: bank, body }) => accept(await previewPaste(app, who, bank, body)),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/media`, may: 'question:write', params: BankPath },
        title: 'Takes a picture or a sound for a question',
        limit: limitSessions(120, 60),
        query: SentMedia,
        body: file(limits.pictureBytesMax, 'application/octet-stream'),
      },
      ({ scope: bank, query, body }) => takeMedia(app, bank, query, body),
    ),
    route(
      {
        ...{ ...reading, method: 'get', path: `${path}/:bankId/export`, may: 'bank:read', params: BankPath },
        title: 'The questions of a bank as a workbook, GIFT, Moodle XML, or Word paper with or without its key',
        limit: limitSessions(20, 60),
        query: ExportQuery,
        answers: 'application/octet-stream',
      },
      async ({ who, scope: bank, query }) => {
        const exported = await exportBank(app, who, bank, query);
        if (!exported.ok) return exported;
        const { file: bytes, written, leftOut } = exported.value;
        const counts = { 'x-written': String(written), 'x-left-out': JSON.stringify(countParts(leftOut)) };
        return {
          file: Buffer.from(bytes),
          mediaType: 'application/octet-stream',
          headers: {
            ...attachment(`ngan-hang-cau-hoi.${endings[query.format]}`),
            ...counts,
            'cache-control': 'no-store',
          },
        };
      },
    ),
    ...questionRoutes(app, reading, writing),
  ];
}

const endings = { xlsx: 'xlsx', gift: 'gift', moodle: 'xml', docx: 'docx', 'docx-key': 'docx' } as const;

/** What the format could not say, and of how many questions. */
function countParts(leftOut: readonly LeftOut[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const part of leftOut.flatMap(({ parts }) => parts)) counts[part] = (counts[part] ?? 0) + 1;
  return counts;
}
