import { setTimeout as pause } from 'node:timers/promises';
import type { BankView, QuestionPage, QuestionsAdded } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { Result } from '@hoithi/shared/contract/result';
import type { BankFlags } from './flags.ts';
import { ms } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import { fillLedger } from './stage/fill-ledger.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { makeContest, openOrganizer, takeOrganizerCookie } from './stage/organizer.ts';

/** Asked for: a list, a search or a filter answers within this (p99). SPEC Q15. */
const askedMs = 100;
const times = 100;
/** A session sends 600 requests a minute at most; one address is asked for as often as `times`, in no less than this. */
const kindMsMin = 10_500;
/** The figures of questions are asked for as often: at most 60 times a minute. */
const figuresTimes = 50;
const atOnce = 1_000;
const answersEach = 15;

/**
 * One bank of many questions, made through the interface; then what its pages ask for, one request after the other. Beside it
 * the figures of a contest whose round has so many attempts; and the floor: the least that server and database answer.
 */
export async function runBank(flags: BankFlags, leaving: Leaving): Promise<Outcome> {
  const { server, storeNamed, stores } = await openRigWithServer(flags.profileDir, leaving);
  const cookie = await takeOrganizerCookie(server);
  const api = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${server.url}/api/organizer/banks${path}`, {
      headers: { cookie, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const result = (await response.json()) as Result<T>;
    if (!result.ok) throw new Error(`${path} was refused: ${JSON.stringify(result.refusal)}`);
    return result.value;
  };
  const { bankId } = await api<{ bankId: string }>('', { name: 'Thử tải' });
  log(`${flags.questions} questions are added`);
  const addingFrom = performance.now();
  for (let from = 0; from < flags.questions; from += atOnce) {
    const count = Math.min(atOnce, flags.questions - from);
    const questions = Array.from({ length: count }, (_, at) => madeUp(from + at));
    const { added } = await api<QuestionsAdded>(`/${bankId}/questions`, { questions, act: 'import' });
    if (added.length !== count) throw new Error(`${added.length} of ${count} questions were added`);
  }
  const addedMs = performance.now() - addingFrom;
  await stores.db.query('vacuum analyze bank_questions'); // as the database does by itself a minute later

  const organizer = await openOrganizer(server, cookie);
  const stage = await makeContest(server, organizer, { questions: answersEach });
  organizer.close();
  log(`${flags.attempts} attempts are written`);
  const { attempts } = flags;
  await fillLedger(stores.db, stage, { attempts, persons: Math.ceil(attempts / 2), answersEach });

  const bank = await api<BankView>(`/${bankId}`);
  const last = Math.floor((flags.questions - 1) / 50) * 50;
  const [middle] = (await api<QuestionPage>(`/${bankId}/questions?from=${Math.floor(last / 2)}`)).rows;
  const kinds = pathsOf(bank.topics[0]?.topicId ?? '', last, middle?.questionId ?? '');
  const lines: Line[] = [
    { what: `adding ${flags.questions} questions, ${atOnce} in a message`, figure: `${ms(addedMs)} ms` },
  ];
  let slowest = 0;
  for (const [what, path] of Object.entries(kinds)) {
    const [took] = await Promise.all([measure(times, () => api(`/${bankId}${path}`)), pause(kindMsMin)]);
    slowest = Math.max(slowest, took.p99);
    lines.push(rowOf(what, took));
  }
  const figures = () => read(`${server.url}/api/organizer/contests/${stage.contestId}/question-figures`, cookie);
  const counted = await measure(1, figures);
  const again = await measure(figuresTimes, figures);
  slowest = Math.max(slowest, again.p99);
  lines.push(
    {
      what: `figures of questions, ${attempts * answersEach} answers counted, once a minute`,
      figure: `${ms(counted.max)} ms`,
    },
    rowOf('figures of questions, counted before', again),
    rowOf('floor: an address that reads nothing', await measure(times, () => read(`${server.url}/health/live`, ''))),
    rowOf('floor: a statement that reads nothing', await measure(times, () => stores.db.query('select 1'))),
    { what: `the slowest p99, against ${askedMs} ms`, figure: `${ms(slowest)} ms`, worst: true },
  );
  const whole = slowest <= askedMs;
  const notes = whole ? [] : [`Not whole: a p99 is above ${askedMs} ms.`];
  return { report: { run: `Bank, ${flags.questions} questions`, store: storeNamed, lines, notes }, whole };
}

async function read(address: string, cookie: string): Promise<void> {
  const response = await fetch(address, { headers: { cookie } });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${address} was refused: ${response.status}`);
}

type Took = { p50: number; p99: number; max: number };
const rowOf = (what: string, { p50, p99, max }: Took): Line => ({
  what: `${what}: p50 / p99 / max`,
  figure: `${ms(p50)} / ${ms(p99)} / ${ms(max)} ms`,
});

const pathsOf = (topicId: string, last: number, questionId: string): Record<string, string> => ({
  'the first page': '/questions',
  'the last page': `/questions?from=${last}`,
  'the last changed first': '/questions?order=changed',
  'a word of few questions': '/questions?text=so%201234',
  'words of half the questions': '/questions?text=thu%20tuc',
  'beginnings of words of all': '/questions?text=qu%20di',
  'a topic': `/questions?topic=${topicId}`,
  'state, level and audience': '/questions?state=draft&difficulty=2,3&audience=CITIZEN',
  'a warning': '/questions?warning=no_source',
  'a tag and words': '/questions?tag=d%E1%BB%A3t%203&text=can%20cuoc',
  'what the reader wrote': '/questions?of=own',
  'the bank with its counts': '',
  'one question with its history': `/questions/${questionId}`,
  'the questions beside it': `/questions/${questionId}/beside?difficulty=2`,
});

async function measure(count: number, work: () => Promise<unknown>): Promise<Took> {
  const took: number[] = [];
  for (let time = 0; time < count; time += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(count - 1, Math.ceil(count * share) - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const subjects = ['thủ tục hành chính', 'căn cước điện tử', 'giao dịch điện tử', 'an toàn trên mạng', 'chuyển đổi số'];
const verbs = ['quy định', 'hướng dẫn', 'công bố', 'sửa đổi'];

/** A question of the length that questions have; each differs in its number. */
function madeUp(at: number): QuestionDraft {
  const subject = subjects[at % subjects.length] ?? '';
  const verb = verbs[at % verbs.length] ?? '';
  return {
    id: null,
    kind: 'one',
    text: `Theo văn bản số ${at + 1} ${verb} về ${subject}, cơ quan nào trả kết quả cho người dân, trong bao nhiêu ngày làm việc?`,
    options: ['Công an', 'Ủy ban nhân dân', 'Sở chuyên ngành', 'Bưu điện'].map((text, place) => ({
      id: 'abcd'.charAt(place),
      text: `${text} cấp xã, sau ${(at % 20) + place + 1} ngày kể từ khi nhận đủ hồ sơ`,
    })),
    right: ['abcd'.charAt(at % 4)],
    topic: `Chủ đề ${(at % 40) + 1}`,
    difficulty: ([1, 2, 3, 4, null] as const)[at % 5] ?? null,
    audiences: at % 3 === 0 ? ['OFFICIAL'] : [],
    tags: [`đợt ${(at % 12) + 1}`],
    source: at % 7 === 0 ? null : { document: `Văn bản số ${at + 1}/QĐ-UBND`, clause: null, date: null, validTo: null },
    explanation: `Văn bản số ${at + 1} ghi rõ cơ quan và thời hạn.`,
    seconds: null,
    translations: {},
    media: [],
    practiceOnly: false,
  };
}
