import {
  type BankList,
  type BankView,
  bankLimits,
  type QuestionBeside,
  type QuestionPage,
  type QuestionQuery,
  type QuestionView,
} from '@hoithi/shared/contract/banks';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { Acting } from '../web/sessions.ts';
import { viewBank, viewCard, viewQuestion, viewRow } from './bank-view.ts';
import { type BankRow, countByState, countByTopic, hasProgramBank, listBanks, listTopics } from './banks-sql.ts';
import { holdsEverywhere, mayInBank, mayOf } from './find-bank.ts';
import { listComments, listVersions } from './questions-sql.ts';
import {
  countFitting,
  countRightPlaces,
  countTags,
  countWarnings,
  type QuestionFilter,
  readBeside,
  readHead,
  searchByChange,
  searchByNumber,
} from './search-sql.ts';
import { searchWordsOf } from './summarize-question.ts';

type BanksApp = Pick<App, 'clock' | 'db'>;
const todayOf = (app: BanksApp): string => vietnamDayOf(app.clock.nowMs());
const present = ['draft', 'returned', 'reviewed', 'approved'] as const;

export async function listBankCards(app: BanksApp, by: Acting): Promise<BankList> {
  const banks = await listBanks(app.db, by.organizationId, by.contestIds);
  const ids = banks.map(({ id }) => id);
  const counts = await countByState(app.db, ids);
  const mayMake = holdsEverywhere(by, 'bank:change');
  const mayMakeOfProgram = mayMake && !(await hasProgramBank(app.db, by.organizationId));
  return { banks: banks.map((bank) => viewCard(bank, counts)), mayMake, mayMakeOfProgram };
}

export async function readBank(app: BanksApp, by: Acting, bank: BankRow): Promise<BankView> {
  const { db } = app;
  const [counts, may, topics, byTopic, tags, warnings, places] = await Promise.all([
    countByState(db, [bank.id]),
    mayOf(db, by, bank.id),
    listTopics(db, bank.id),
    countByTopic(db, bank.id),
    countTags(db, bank.id),
    countWarnings(db, bank.id, todayOf(app)),
    countRightPlaces(db, bank.id),
  ]);
  return viewBank(bank, { counts, may, topics, byTopic, tags, warnings, places });
}

/** A page of the questions of a bank, narrowed, and how many there are. SPEC Q15. */
export async function readQuestionPage(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  query: QuestionQuery,
): Promise<QuestionPage> {
  const key = await mayInBank(app.db, by, bank.id, 'bank:key');
  const filter = filterOf(app, by, bank, query, key);
  const search = query.order === 'number' ? searchByNumber : searchByChange;
  const [rows, total] = await Promise.all([
    search(app.db, filter, bankLimits.pageSize, query.from),
    countFitting(app.db, filter),
  ]);
  return { rows: rows.map((row) => viewRow(row, { actor: by.actor, today: filter.today, key })), total };
}

/** What a query asks for. A warning could tell a key: whoever may not read keys is not asked about them. */
export function filterOf(
  app: BanksApp,
  by: Acting,
  bank: Pick<BankRow, 'id'>,
  query: QuestionQuery,
  key: boolean,
): QuestionFilter {
  const { topic, of } = query;
  return {
    bankId: bank.id,
    words: searchWordsOf(query.text ?? ''),
    states: of === 'to-review' ? ['draft', 'reviewed'] : query.state?.length ? query.state : present,
    topicId: topic === undefined || topic === 'none' ? null : topic,
    withoutTopic: topic === 'none',
    kinds: query.kind?.length ? query.kind : null,
    difficulties: query.difficulty?.length
      ? query.difficulty.map((each) => (each === 'none' ? 0 : Number(each)))
      : null,
    audience: query.audience ?? null,
    tag: query.tag || null,
    warning: key ? (query.warning ?? null) : null,
    today: todayOf(app),
    writtenBy: of === 'own' ? by.actor : null,
    notWrittenBy: of === 'to-review' ? by.actor : null,
  };
}

export async function readQuestion(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  questionId: string,
): Promise<Result<QuestionView>> {
  const { db } = app;
  const head = await readHead(db, bank.id, questionId);
  if (!head) return refuse({ code: 'not_found', what: 'question' });
  const [key, versions, comments, topics] = await Promise.all([
    mayInBank(db, by, bank.id, 'bank:key'),
    listVersions(db, questionId),
    listComments(db, questionId),
    listTopics(db, bank.id),
  ]);
  const topic = topics.find(({ id }) => id === head.topic_id)?.name ?? null;
  const row = viewRow(head, { actor: by.actor, today: todayOf(app), key });
  const view = viewQuestion(row, { key, versions, comments, topic });
  return view ? accept(view) : refuse({ code: 'not_found', what: 'question' });
}

/** Where one goes from a question, in the list that it was opened from. SPEC Q15. */
export async function readQuestionBeside(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  questionId: string,
  query: QuestionQuery,
): Promise<Result<QuestionBeside>> {
  const head = await readHead(app.db, bank.id, questionId);
  if (!head) return refuse({ code: 'not_found', what: 'question' });
  const key = await mayInBank(app.db, by, bank.id, 'bank:key');
  return accept(await readBeside(app.db, filterOf(app, by, bank, query, key), head.number));
}
