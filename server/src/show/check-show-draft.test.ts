import { describe, expect, it } from 'vitest';
import { checkShowDraft } from './check-show-draft.ts';

const both = (text: string) => ({ vi: text, en: '' });
const draft = (bed: string, tie: object | null) => ({
  title: both('Thi phụ'),
  rules: { tie, join: 'signed-in' },
  cues: [
    { id: 'a', kind: 'lobby', title: both('Mời vào chỗ'), text: null, bed },
    { id: 'b', kind: 'end', title: both('Xin cảm ơn'), text: null },
  ],
});
const context = { slug: 'thi-phu', bilingual: false };

describe('a draft of a show', () => {
  it('[H47a] no music and no tie-break are as good as unsaid, and both can be said', () => {
    expect(checkShowDraft(draft('', null) as never, context).file).toMatchObject({ rules: { tie: null } });
    const { file, problems } = checkShowDraft(draft('Nhạc chờ', { round: 2 }) as never, context);
    expect(problems).toEqual([]);
    expect(file).toMatchObject({ rules: { tie: { round: 2 } }, cues: { 0: { bed: 'Nhạc chờ' } } });
  });
});
