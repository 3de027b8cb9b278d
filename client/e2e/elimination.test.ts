import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, press } from './open-hall.ts';
import { expectNoViolations, openStory, type Story, takePicture } from './open-story.ts';

/** An elimination in a real browser: lights that go dark, a question that is void, a rescue that lights them again. */

const both = (text: string) => ({ vi: text, en: text });
const question = (id: string, more: object = {}) => ({
  kind: 'question',
  seconds: 40,
  question: {
    id,
    text: `Câu hỏi ${id} hỏi về điều gì?`,
    options: ['a', 'b', 'c'].map((option) => ({ id: option, text: `Phương án ${option} câu ${id}` })),
    right: 'b',
  },
  ...more,
});
const file = {
  format: 'hoithi-show-1',
  id: 'rung-chuong',
  title: both('Rung chuông vàng thử nghiệm'),
  rules: { mode: 'elimination', voidIfNobodyRight: true, askUnit: false },
  cues: [
    { kind: 'lobby', title: both('Mời vào chỗ') },
    question('mot'),
    question('hai', { textFirst: true }),
    { kind: 'rescue', title: both('Phần cứu trợ'), back: 1 },
    { kind: 'end', title: both('Xin cảm ơn') },
  ],
};

describe('an elimination', () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ databaseServer: process.env.TEST_DATABASE_URL ?? '' });
  });
  afterAll(() => story?.close());

  const choose = async (phone: Page, letter: string) => {
    await phone.getByRole('button', { name: `Phương án ${letter}:` }).click();
    await phone.getByText('Đã lưu').waitFor();
  };

  it('[H5c] [H5d] [H11b] [H22] who is wrong goes dark, a question nobody gets right puts nobody out, a rescue says so on the phone', async () => {
    const { mc, screen, joinRun } = await openHall(story, file);
    const [an, binh] = [await joinRun('Nguyễn Văn An'), await joinRun('Trần Thị Bình')];
    await an.getByText('Thể lệ phần thi này').click();
    await an.getByText('Câu không ai trả lời đúng thì không loại ai.').waitFor();
    await expectNoViolations(an);

    // Nobody is right: the question is void, and both lights stay on.
    await press(mc, 'Cảnh tiếp theo');
    await press(mc, 'Mở câu hỏi');
    await choose(an, 'A');
    await choose(binh, 'C');
    await press(mc, 'Khóa sớm');
    await press(mc, 'Công bố đáp án');
    await an.getByText('Không ai trả lời đúng nên câu này không loại ai.').waitFor();
    await takePicture(an, 'nobody-right');

    // The key was wrong: A is right, and Bình is out; then the question is taken out altogether.
    const rule = async (wanted: string) => {
      await mc.getByRole('button', { name: 'Sửa đáp án hoặc hủy câu' }).click();
      await mc.getByRole('radio', { name: wanted }).check();
      await mc.getByLabel('Lý do').fill('Đề in nhầm phương án của câu trước');
      await takePicture(mc, 'rule');
      await mc.getByRole('button', { name: 'Tính lại điểm' }).click();
    };
    await rule('Phương án A đúng');
    await an.getByText('Đáp án đã được sửa, điểm đã tính lại.', { exact: false }).waitFor();
    await screen.getByText('Đáp án đã sửa').waitFor();
    await takePicture(screen, 'ruled-key');
    await rule('Hủy câu, không tính cho ai');
    await binh.getByRole('paragraph').filter({ hasText: 'Câu này đã hủy, không tính cho ai.' }).waitFor();
    await takePicture(binh, 'ruled-void-phone');
    await takePicture(screen, 'ruled-void');
    await press(mc, 'Chiếu sàn thi đấu');
    await screen.getByRole('img', { name: 'Sàn thi đấu: còn 2 trên 2 người' }).waitFor();
    await screen.getByText('Câu này không tính').waitFor();

    // Bình is wrong and goes dark; An stands alone.
    await press(mc, 'Cảnh tiếp theo');
    await screen.getByText('Còn 2 người trên sàn thi đấu').waitFor();
    await press(mc, 'Đọc câu hỏi');
    await screen.getByText('Câu hỏi hai hỏi về điều gì?').waitFor();
    await an.getByText('Câu hỏi hai hỏi về điều gì?').waitFor();
    await takePicture(screen, 'presented');
    await takePicture(an, 'presented-phone');
    await press(mc, 'Mở câu hỏi');
    await choose(an, 'B');
    await choose(binh, 'C');
    await press(mc, 'Khóa sớm');
    await press(mc, 'Công bố đáp án');
    await press(mc, 'Chiếu sàn thi đấu');
    await screen.getByRole('img', { name: 'Sàn thi đấu: còn 1 trên 2 người' }).waitFor();
    await screen.getByText('Người cuối cùng trên sàn thi đấu').waitFor();
    await takePicture(screen, 'floor');
    await press(mc, 'Cảnh tiếp theo');
    await screen.getByText('1 người chờ cứu trợ').waitFor();

    await press(mc, 'Cứu trợ');
    await screen.getByText('1 người trở lại sàn thi đấu').waitFor();
    await binh.getByText('Bạn được cứu trợ').waitFor();
    expect(await an.getByText('Bạn được cứu trợ').count()).toBe(0);
    await expectNoViolations(binh);
    await takePicture(binh, 'rescued');
    expect(story.faults).toEqual([]);
  });
});
