import type { DeskDecision } from '@hoithi/shared/contract/result-desk';
import { describe, expect, it } from 'vitest';
import type { CachedContest } from '../contest/contests.ts';
import { decisionWords } from './decision-words.ts';
import { decision, minutes, paperOfResult, type ResultFacts } from './result-paper.ts';

const facts: ResultFacts = {
  ...{
    host: 'Sở Nội vụ',
    contest: 'Cuộc thi',
    round: 'Tuần 1',
    hash: 'ab'.repeat(32),
    closed: 'lúc 18:00',
    version: 2,
  },
  ...{ persons: '2', attempts: '2', target: null, finalizedBy: ['Bà Một', 'Ông Hai'], scorer: 'agreed', undecided: 0 },
  ...{ decisions: [], draws: [], complaints: { all: 0, open: 0 } },
  winners: [{ name: 'H’Bĭa Niê', unit: 'Xã Ea Kao', prize: 'Giải Nhất', value: '1.000.000 đồng' }],
};
const wanted = {
  ...{ number: '15', place: 'Buôn Ma Thuột', date: '2026-03-03', signer: 'Trưởng ban', signerName: 'Bà Một' },
  ...{ present: [], tax: null },
};

describe('papers about a result', () => {
  it('[F22] minutes begin with time and place, name chair and secretary, end with the hour, and two sign them', () => {
    const sections = minutes(facts, ['Bà Một, Trưởng ban'], 'Bà Một');
    expect(sections[0]?.sentences.join(' ')).toMatch(/Thời gian bắt đầu.*Địa điểm/);
    expect(sections[1]?.sentences).toEqual(['Bà Một, Trưởng ban.', 'Chủ trì: Bà Một', 'Thư ký: ………']);
    expect(sections.at(-1)?.sentences[0]).toMatch(/^Cuộc họp kết thúc/);
    const paper = paperOfResult(facts, { kind: 'minutes', ...wanted }, sections);
    expect([paper.cosigner?.role, paper.signer.role]).toEqual(['THƯ KÝ', 'CHỦ TRÌ']);
    expect(paper.preamble).toBeUndefined();
  });

  it('[F22] a decision has its grounds before its articles, and its winners in a table', () => {
    const sections = decision(facts);
    expect(sections[0]?.table?.rows[0]?.slice(1)).toEqual(['H’Bĭa Niê', 'Xã Ea Kao', 'Giải Nhất: 1.000.000 đồng']);
    const { preamble, cosigner } = paperOfResult(facts, { kind: 'decision', ...wanted }, sections);
    expect(preamble?.grounds.at(1)).toBe('Căn cứ Thể lệ Cuộc thi;');
    expect([preamble?.authority, preamble?.word, cosigner]).toEqual(['TRƯỞNG BAN', 'QUYẾT ĐỊNH:', undefined]);
  });

  it.each([
    ['15', 'Số: 15/QĐ-BTC'],
    ['15/QĐ-STTTT', 'Số: 15/QĐ-STTTT'],
    ['', 'Số: ……/QĐ-BTC'],
  ])('[F22] the number %j is printed as %j', (number, printed) => {
    expect(paperOfResult(facts, { kind: 'decision', ...wanted, number }, []).number).toBe(printed);
  });
});

describe('a decision in the minutes', () => {
  const options = [
    { id: 'a', text: 'Hà Nội' },
    { id: 'b', text: 'Huế' },
  ];
  const contest = { bank: new Map([['q1', { options }]]) } as unknown as CachedContest;
  const words = (kind: DeskDecision['kind'], about: string, detail: Record<string, unknown>) =>
    decisionWords(contest, {
      decision: { kind, about, detail } as DeskDecision,
      names: new Map([['p1', 'Trần Văn An']]),
      instantWords: (atMs) => `lúc ${atMs}`,
    });

  it.each<[string, DeskDecision['kind'], string, Record<string, unknown>]>([
    ['loại khỏi kết quả Trần Văn An', 'exclude', 'Trần Văn An', {}],
    ['sửa đáp án câu hỏi “Kinh đô?”: phương án đúng là “Huế”', 'key', 'Kinh đô?', { questionId: 'q1', right: ['b'] }],
    ['sửa đáp án câu hỏi “?”: câu này không tính điểm cho ai', 'key', '?', { questionId: 'q1', right: 'drop' }],
    ['xếp thứ tự những người bằng nhau, Tuần 1: Trần Văn An', 'order', 'Tuần 1', { ids: ['p1'] }],
    [
      'ghi nhận sự cố từ lúc 1 đến lúc 2; thời gian sự cố không tính vào thời gian làm bài',
      ...(['incident', '', { fromMs: 1, toMs: 2 }] as const),
    ],
  ])('[F14] [F22] %s', (printed, kind, about, detail) => {
    expect(words(kind, about, detail)).toBe(printed);
  });
});
