import '../../../test/open-test-words.ts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../../test/organizer-story.tsx';
import { settle } from '../../../test/settle.ts';

const tabs = () => within(screen.getByRole('navigation', { name: 'Các trang của cuộc thi' }));
const current = () => tabs().getByRole('link', { current: 'page' }).textContent;
const headings = () => screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent);

describe('the pages of one contest', () => {
  it('[O2] the desk holds what is needed every day, with what needs a decision first', async () => {
    await openDesk('/to-chuc');
    expect(current()).toBe('Điều hành');
    expect(headings()).toEqual([
      'Việc cần quyết định',
      'Các tuần thi',
      'Báo cáo số liệu',
      'Tra cứu và hủy lượt thi',
      'Nhật ký',
    ]);
  });

  it('[O2] the set-up is a page with an address of its own, and each part can be linked to', async () => {
    const { where } = await openDesk('/to-chuc');
    await userEvent.click(tabs().getByRole('link', { name: 'Chuẩn bị' }));
    await settle();
    expect(where()).toBe('/to-chuc/cuoc-thi/cds/chuan-bi');
    expect(current()).toBe('Chuẩn bị');
    const ways = within(screen.getByRole('navigation', { name: 'Các phần của trang Chuẩn bị' })).getAllByRole('link');
    const anchors = ways.map((way) => way.getAttribute('href') ?? '');
    expect(anchors).toEqual([
      '#don-vi',
      '#dien-mao',
      '#lien-ket',
      '#cach-vao-thi',
      '#danh-sach',
      '#ban-do',
      '#du-lieu',
      '#loai-tru',
    ]);
    // Some parts are loaded when the page is.
    for (const anchor of anchors)
      await waitFor(() => expect(document.querySelector(`${anchor} h2`), anchor).toBeTruthy(), { timeout: 10_000 });
    expect(screen.queryByRole('heading', { name: 'Nhật ký' })).toBeNull();
  });

  it('[O2] a contest out of reach is reported on the set-up page too, with a link onward', async () => {
    await openDesk('/to-chuc/cuoc-thi/khac/chuan-bi');
    expect(screen.getByText('Không có cuộc thi này')).toBeTruthy();
    expect(screen.queryByRole('navigation', { name: 'Các trang của cuộc thi' })).toBeNull();
  });
});
