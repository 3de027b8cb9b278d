import { expect, it } from 'vitest';
import type { BankPoolCount } from '../../contract/drafts.ts';
import { judgePool, type PaperNeed } from './judge-pool.ts';

const count = (part: Partial<BankPoolCount>): BankPoolCount => ({
  ...{ topic: 'Chuyển đổi số', kind: 'one', level: null, audiences: [], practiceOnly: false, approved: 10, others: 0 },
  ...part,
});
const need = (part: Partial<PaperNeed> = {}): PaperNeed => ({
  ...{
    topics: ['chuyen-doi-so'],
    perTopic: [],
    perLevel: [],
    kinds: [],
    count: 5,
    byAudience: false,
    hasPractice: false,
  },
  ...part,
});

it('[Q24] counts what a paper can draw: its topics by name, its kinds, none that is for practice alone', () => {
  const counts = [
    count({}),
    count({ kind: 'order', approved: 7 }),
    count({ practiceOnly: true, approved: 4, others: 2 }),
    count({ topic: 'Luật An ninh mạng', approved: 50 }),
  ];
  expect(judgePool(need(), counts)).toMatchObject({ approved: 14, others: 2, short: [], seenBy: 5 / 14 });
  expect(judgePool(need({ hasPractice: true }), counts).approved).toBe(10);
  expect(judgePool(need({ kinds: ['order'] }), counts)).toMatchObject({ approved: 7, seenBy: 5 / 7 });
});

it('[Q24] says what falls short: the whole, a quota by topic or level, an audience', () => {
  const counts = [count({ level: 'van-dung', approved: 2, audiences: ['OFFICIAL'] }), count({ approved: 4 })];
  const judged = judgePool(
    need({
      ...{ topics: ['Chuyển đổi số', 'Luật'], count: 8, byAudience: true },
      ...{ perTopic: [{ topic: 'Luật', count: 1 }], perLevel: [{ level: 'van-dung', count: 3 }] },
    }),
    counts,
  );
  expect(judged.short).toEqual([
    { of: 'all', name: '', have: 6, need: 8 },
    { of: 'topic', name: 'Luật', have: 0, need: 1 },
    { of: 'level', name: 'van-dung', have: 2, need: 3 },
    { of: 'audience', name: 'OFFICIAL', have: 6, need: 8 },
  ]);
  expect(judgePool(need(), [])).toMatchObject({ approved: 0, seenBy: null });
});
