import { limits } from '@hoithi/shared/contract/limits';
import { ImportQuery } from '@hoithi/shared/contract/question-import';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { exportQuestions } from '../questions/export/export-questions.ts';
import { limitSessions } from '../web/request-limits.ts';
import { attachment, file, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { findBank } from './find-bank.ts';
import { previewFile } from './preview-questions.ts';

const BankPath = z.object({ bankId: z.uuid() });

/** Files of questions: read and previewed, then added by `POST …/questions`; and an empty workbook to fill in. SPEC Q25. */
export const importRoutes = (app: Pick<App, 'clock' | 'db'>): Route[] => [
  route(
    {
      method: 'post',
      path: '/api/organizer/banks/:bankId/import',
      title: 'Reads a file of questions, and says what would come of it; no question is written',
      may: 'question:write',
      object: 'banks',
      limit: limitSessions(30, 60),
      params: BankPath,
      query: ImportQuery,
      absent: 'bank',
      scope: (by: Acting, { bankId }: { bankId: string }) => findBank(app.db, by, bankId),
      body: file(limits.questionFileBytesMax, 'application/octet-stream'),
    },
    async ({ who, scope: bank, query: { name, convert = null }, body }) =>
      accept(await previewFile(app, who, bank, { name, convert }, body)),
  ),
  route(
    {
      method: 'get',
      path: '/api/organizer/question-template',
      title: 'An empty workbook with the columns of a file of questions',
      may: 'question:write',
      object: 'banks',
      limit: limitSessions(30, 60),
      answers: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    async () => ({
      file: Buffer.from((await exportQuestions([], 'xlsx')).file),
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      headers: { ...attachment('mau-cau-hoi.xlsx'), 'cache-control': 'no-store' },
    }),
  ),
];
