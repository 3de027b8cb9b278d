import {
  ChangeFound,
  ChangeQuestions,
  CommentQuestion,
  QuestionQuery,
  type QuestionsChange,
  ReviewQuestion,
  SaveQuestion,
} from '@hoithi/shared/contract/banks';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { RequestLimit } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import type { BankRow } from './banks-sql.ts';
import type { findBank } from './find-bank.ts';
import { readQuestion, readQuestionBeside } from './read-banks.ts';
import { changedView, changeFound, changeQuestions, commentQuestion, reviewQuestion } from './review-questions.ts';
import { saveQuestion } from './write-questions.ts';

const BankPath = z.object({ bankId: z.uuid() });
const QuestionPath = BankPath.extend({ questionId: z.uuid() });
const small = 8_192;
const oneQuestion = 65_536;
const path = '/api/organizer/banks';

/** Of one question, and of many at once. */
export function questionRoutes(
  app: Pick<App, 'clock' | 'db'>,
  reading: Shared,
  writing: Shared & { method: 'post' },
): Route[] {
  const one = `${path}/:bankId/questions/:questionId` as const;
  return [
    route(
      {
        ...{ ...reading, method: 'get', path: one, may: 'bank:read', params: QuestionPath },
        title: 'A question with its comments and history; its key for whoever may read keys',
      },
      ({ who, scope: bank, params }) => readQuestion(app, who, bank, params.questionId),
    ),
    route(
      {
        ...{ ...reading, method: 'get', path: `${one}/beside`, may: 'bank:read', params: QuestionPath },
        title: 'The questions before and after one in a narrowed list',
        query: QuestionQuery,
      },
      ({ who, scope: bank, params, query }) => readQuestionBeside(app, who, bank, params.questionId, query),
    ),
    route(
      {
        ...{ ...writing, path: `${one}/save`, may: 'question:write', params: QuestionPath },
        title: 'Saves a question as its next version, where nobody else did meanwhile',
        body: json(SaveQuestion, oneQuestion),
      },
      ({ who, scope: bank, params, body }) => saveQuestion(app, who, bank, params.questionId, body),
    ),
    route(
      {
        ...{ ...writing, path: `${one}/comment`, may: 'bank:key', params: QuestionPath },
        title: 'Comments on a question',
        body: json(CommentQuestion, small),
      },
      ({ who, scope: bank, params, body }) => commentQuestion(app, who, bank, params.questionId, body.text),
    ),
    route(
      {
        ...{ ...writing, path: `${one}/review`, may: 'question:review', params: QuestionPath },
        title: 'Reviews or approves a question, or sends it back with a comment',
        body: json(ReviewQuestion, small),
      },
      ({ who, scope: bank, params, body }) => reviewQuestion(app, who, bank, params.questionId, body),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/review`, may: 'question:review', params: BankPath },
        title: 'Reviews, approves or sends back many questions, or all that a search finds',
        body: json(z.union([ReviewMany, ReviewFound]), oneQuestion),
      },
      ({ who, scope: bank, body }) => changeMany(app, who, bank, body),
    ),
    route(
      {
        ...{ ...writing, path: `${path}/:bankId/change`, may: 'question:write', params: BankPath },
        title:
          'Puts many questions, or all that a search finds, under a topic, a difficulty or a tag; takes them out and back',
        body: json(z.union([WriteMany, WriteFound]), oneQuestion),
      },
      ({ who, scope: bank, body }) => changeMany(app, who, bank, body),
    ),
  ];
}

type Shared = {
  object: string;
  limit: RequestLimit;
  absent: string;
  scope: (by: Acting, path: { bankId: string }) => ReturnType<typeof findBank>;
};

type Changing = { change: QuestionsChange };

/** What a writer does with many: a judgement is a reviewer's. */
const writes = ({ change }: Changing) => change.kind !== 'state' || change.to === 'removed' || change.to === 'draft';
const writing = { path: ['change', 'to'], message: 'taken out or back' };
const reviews = ({ change }: Changing) => change.kind === 'state';
const reviewing = { path: ['change', 'kind'], message: 'a state' };
const WriteMany = ChangeQuestions.refine(writes, writing);
const WriteFound = ChangeFound.refine(writes, writing);
const ReviewMany = ChangeQuestions.refine(reviews, reviewing);
const ReviewFound = ChangeFound.refine(reviews, reviewing);

async function changeMany(
  app: Pick<App, 'clock' | 'db'>,
  by: Acting,
  bank: BankRow,
  message: ChangeQuestions | ChangeFound,
) {
  const result = await ('found' in message
    ? changeFound(app, by, bank, message)
    : changeQuestions(app, by, bank, message));
  return result.ok ? accept(changedView(result.value)) : result;
}
