import '../../../../../test/open-test-words.ts';
import type { OpenedQuestion, RevealedKey } from '@hoithi/shared/contract/show';
import { render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { revealedKey } from '../../../../../test/sample-show.ts';
import { loadWords } from '../../../../locales/i18n.ts';
import { BilingualContext } from '../second-words.tsx';
import { QuestionPicture } from './question-picture.tsx';

const options = ['a', 'b', 'c'].map((optionId) => ({ optionId, text: `Mục ${optionId}` }));

function draw(part: Partial<OpenedQuestion>, key: Partial<RevealedKey> | null = null, bilingual = false) {
  const question: OpenedQuestion = { kind: 'one', text: 'Câu hỏi thử?', options, picture: null, ...part };
  const revealed = key && { ...revealedKey, ...key };
  const answered = { answered: 4, playing: 5 };
  const about = { head: 'Câu 1/5', locked: revealed !== null, clock: null, fittedTo: '' };
  return render(
    <BilingualContext value={bilingual}>
      <QuestionPicture {...about} question={question} answered={answered} revealed={revealed} />
    </BilingualContext>,
  );
}
const tiles = () => screen.getAllByRole('listitem').map((each) => [each.dataset.state, each.textContent]);

describe('a question on the screen, by its kind', () => {
  beforeAll(() => loadWords('screen'));

  it('[H26] several: every right option is marked, and how many had all of them', () => {
    draw({ kind: 'several' }, { right: ['a', 'c'], rightPersons: 2 });
    expect(tiles().map(([state]) => state)).toEqual(['right', 'other', 'right']);
    expect(screen.getByText('2 người trả lời đúng')).toBeTruthy();
    expect(screen.getByText('50 %')).toBeTruthy();
  });

  it('[H26] an order, once revealed, stands in that order, with its numbers', () => {
    draw({ kind: 'order' }, { right: ['c', 'a', 'b'], counts: [] });
    expect(tiles()).toEqual([
      ['placed', 'CMục c1'],
      ['placed', 'AMục a2'],
      ['placed', 'BMục b3'],
    ]);
  });

  it('[H26] before the reveal the items stand as they were handed out', () => {
    draw({ kind: 'order' });
    expect(tiles()).toEqual([
      ['open', 'AMục a'],
      ['open', 'BMục b'],
      ['open', 'CMục c'],
    ]);
  });

  it('[H26] typed: where to type, then what is right and which numbers were nearest', () => {
    const { unmount } = draw({ kind: 'number', options: [] });
    expect(screen.getByText('Nhập con số trên điện thoại')).toBeTruthy();
    unmount();
    draw({ kind: 'number', options: [] }, { right: [], words: ['34'], nearest: ['33', '35'], counts: [] });
    expect(screen.getByText('34')).toBeTruthy();
    expect(screen.getByText('Gần nhất: 33 · 35')).toBeTruthy();
  });

  it('[H44] in a contest of two languages question and options stand in both, in one of one alone', () => {
    const english = { text: 'A trial question?', options: { a: 'Item a', b: 'Item b' } };
    const { unmount } = draw({ english });
    expect(screen.queryByText('A trial question?')).toBeNull();
    unmount();
    draw({ english }, null, true);
    expect(screen.getByRole('heading').textContent).toBe('Câu hỏi thử?A trial question?');
    expect(screen.getByText('A trial question?').lang).toBe('en');
    expect(tiles().map(([, text]) => text)).toEqual(['AMục aItem a', 'BMục bItem b', 'CMục c']);
  });

  it('[H26] a picture has words for whoever cannot see it', () => {
    draw({ picture: { url: '/api/shows/x/pictures/y', alt: 'Bản đồ 34 tỉnh, thành phố' } });
    expect(screen.getByRole('img', { name: 'Bản đồ 34 tỉnh, thành phố' })).toBeTruthy();
  });
});
