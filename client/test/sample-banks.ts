import type {
  BankList,
  BankView,
  QuestionBeside,
  QuestionPage,
  QuestionRow,
  QuestionView,
} from '@hoithi/shared/contract/banks';
import type { Question } from '@hoithi/shared/contract/question';
import type { Permission } from '@hoithi/shared/rules/permissions';

/** What the server answers about one bank with one question, by what somebody may do. Used by tests alone. */

const bankId = '6f0f6c8e-2c57-4c4e-9b0a-4f1f2a7f0b11';
const questionId = '0a3c1d1e-7a55-4f0e-8f43-0f1b7c1d2e21';

export const sampleBankIds = { bankId, questionId };

export const sampleQuestion: Question = {
  id: questionId,
  kind: 'one',
  text: 'Cơ quan nào cấp thẻ căn cước?',
  options: [
    { id: 'a', text: 'Bưu điện' },
    { id: 'b', text: 'Công an' },
  ],
  right: ['b'],
  topic: 'Căn cước',
  difficulty: null,
  audiences: [],
  tags: ['đợt 1'],
  source: null,
  explanation: null,
  seconds: null,
  translations: {},
  media: [],
  practiceOnly: false,
};

/** null: nothing is known at this address. */
export function sampleBanks(path: string, may: readonly Permission[]): unknown {
  const has = (permission: Permission) => may.includes(permission);
  const card = {
    bankId,
    name: 'Cải cách hành chính',
    ofProgram: false,
    questions: 1,
    approved: 0,
    waiting: 1,
    changedAtMs: 1,
  };
  const list: BankList = { banks: [card], mayMake: has('bank:change'), mayMakeOfProgram: has('bank:change') };
  const bank: BankView = {
    ...card,
    may: {
      key: has('bank:key'),
      write: has('question:write'),
      review: has('question:review'),
      change: has('bank:change'),
    },
    states: { draft: 1, returned: 0, reviewed: 0, approved: 0, removed: 0 },
    topics: [{ topicId: 't1', name: 'Căn cước', questions: 1, approved: 0 }],
    tags: [{ tag: 'đợt 1', questions: 1 }],
    warnings: [{ reason: 'no_source', questions: 1 }],
    unbalancedLetter: null,
  };
  const row: QuestionRow = {
    ...{ questionId, number: 1, version: 1, state: 'draft', kind: 'one', text: sampleQuestion.text, topicId: 't1' },
    ...{
      difficulty: null,
      audiences: [],
      tags: ['đợt 1'],
      practiceOnly: false,
      warnings: [],
      changedAtMs: 1,
      own: false,
    },
  };
  const page: QuestionPage = { rows: [row], total: 1 };
  const { id, kind, text, topic, difficulty, audiences, media } = sampleQuestion;
  const options = 'options' in sampleQuestion ? sampleQuestion.options : [];
  const keyless = { id, kind, text, topic, difficulty, audiences, media, options };
  const question = has('bank:key') ? sampleQuestion : null;
  const view: QuestionView = {
    ...row,
    question,
    keyless,
    comments: [],
    versions: [{ version: 1, state: 'draft', act: 'write', comment: null, by: 'Bình', atMs: 1, question }],
  };
  const beside: QuestionBeside = { previous: null, next: null, place: 1, total: 1 };
  const values: Record<string, unknown> = {
    '': list,
    [`/${bankId}`]: bank,
    [`/${bankId}/questions`]: page,
    [`/${bankId}/questions/${questionId}`]: view,
    [`/${bankId}/questions/${questionId}/beside`]: beside,
  };
  return values[path.slice('/api/organizer/banks'.length)] ?? null;
}
