import type { ShowDraftList, ShowDraftView } from '@hoithi/shared/contract/show-drafts';

/** A show while it is written. Used by tests alone. */
const both = (text: string) => ({ vi: text, en: text });
const card = {
  draftId: 's1',
  title: 'Lễ phát động',
  version: 3,
  savedAtMs: 1_000,
  savedBy: 'Bình',
  handedVersion: null,
};

export const sampleShowDraft = (part: Partial<ShowDraftView> = {}): ShowDraftView => ({
  ...{ ...card, cues: 4, contestId: '00000000-0000-4000-8000-000000000001', bilingual: false, sounds: ['Nhạc chờ'] },
  content: {
    title: both('Lễ phát động'),
    rules: { mode: 'speed' },
    plan: { startsAt: '08:00', minutes: 20 },
    cues: [
      { id: 'c1', kind: 'lobby', title: both('Mời vào chỗ'), text: null, minutes: 10 },
      { id: 'c2', kind: 'text', title: both('Thể lệ'), text: both('Đối tượng · Thời gian'), minutes: 5 },
      { id: 'c3', kind: 'question', seconds: 20, question: {}, minutes: 1.5 },
      { id: 'c4', kind: 'end', title: both('Xin cảm ơn'), text: null },
    ],
  },
  problems: [{ path: ['cues', 2, 'question'], words: { vi: 'Chưa chọn câu hỏi.', en: 'No question is chosen.' } }],
  versions: [{ version: 3, atMs: 1_000, by: 'Bình', places: ['cues.c2.title.vi', 'cues'] }],
  ...part,
});

export const sampleShowDrafts: ShowDraftList = { drafts: [{ ...card, cues: 4 }], loaded: [] };
