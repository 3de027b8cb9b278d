import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, press } from './open-hall.ts';
import { expectNoViolations, openStory, type Story, takePicture } from './open-story.ts';

/** A buzzer in a real browser: one presses, is wrong, and the other is right. */

const both = (text: string) => ({ vi: text, en: text });
const file = {
  format: 'hoithi-show-1',
  id: 'bam-chuong',
  title: both('Bấm chuông thử nghiệm'),
  rules: { askUnit: false },
  cues: [
    { kind: 'lobby', title: both('Mời vào chỗ') },
    {
      kind: 'question',
      seconds: 60,
      buzzer: 150,
      question: {
        id: 'mot',
        kind: 'text',
        text: 'Ai là Tổng Bí thư đầu tiên của Đảng Cộng sản Việt Nam?',
        accepted: ['Trần Phú'],
        explanation: 'Đồng chí Trần Phú được bầu tại Hội nghị Ban Chấp hành Trung ương tháng 10 năm 1930.',
      },
    },
    { kind: 'end', title: both('Xin cảm ơn') },
  ],
};

describe('a buzzer', () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ databaseServer: process.env.TEST_DATABASE_URL ?? '' });
  });
  afterAll(() => story?.close());

  it('[H51] [H51b] who is first is named everywhere, also on a page opened again; wrong opens it for the other', async () => {
    const { mc, screen, joinRun } = await openHall(story, file);
    const an = await joinRun('Nguyễn Phương Hoàng Bảo Trân');
    const binh = await joinRun('Trần Thị Bình');

    await press(mc, 'Cảnh tiếp theo');
    await press(mc, 'Mở câu hỏi');
    await an.getByRole('button', { name: 'Bấm chuông' }).waitFor();
    await takePicture(an, 'buzzer-phone');
    await takePicture(screen, 'buzzer-open');
    await expectNoViolations(an);
    await an.getByRole('button', { name: 'Bấm chuông' }).click();
    await an.getByText('Bạn bấm trước. Mời bạn trả lời!').waitFor();
    await binh.getByText('Nguyễn Phương Hoàng Bảo Trân được quyền trả lời.').waitFor();
    await screen.getByRole('heading', { name: 'Nguyễn Phương Hoàng Bảo Trân' }).waitFor();
    await an.reload();
    await an.getByText('Bạn bấm trước. Mời bạn trả lời!').waitFor();
    await screen.reload();
    await screen.getByRole('heading', { name: 'Nguyễn Phương Hoàng Bảo Trân' }).waitFor();
    await mc.reload();
    await mc.getByRole('button', { name: 'Chấm sai' }).waitFor();
    await takePicture(an, 'buzzer-phone-own');
    await takePicture(binh, 'buzzer-phone-other');
    await takePicture(screen, 'buzzer-named');
    await takePicture(mc, 'buzzer-mc');
    await expectNoViolations(mc);

    await press(mc, 'Chấm sai');
    await screen.getByText('Chưa đúng').waitFor();
    await takePicture(screen, 'buzzer-wrong');
    await takePicture(mc, 'buzzer-mc-wrong');
    await press(mc, 'Mở lại chuông');
    await binh.getByRole('button', { name: 'Bấm chuông' }).click();
    await screen.getByRole('heading', { name: 'Trần Thị Bình' }).waitFor();
    expect(await an.getByRole('button', { name: 'Bấm chuông' }).count()).toBe(0);
    await press(mc, 'Chấm đúng');
    await screen.getByText('Trần Thị Bình trả lời đúng').waitFor();
    await binh.getByRole('heading', { name: 'Bạn trả lời đúng!' }).waitFor();
    await binh.getByText('150', { exact: true }).waitFor();
    await takePicture(binh, 'buzzer-phone-right');
    await takePicture(an, 'buzzer-phone-revealed');
    await takePicture(screen, 'buzzer-revealed');
    await expectNoViolations(binh);
    expect(story.faults).toEqual([]);
  });
});
