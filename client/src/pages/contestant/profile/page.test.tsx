import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { attempt, openPage, person, view } from '../../../../test/contestant-story.tsx';
import { settle } from '../../../../test/settle.ts';
import { storeInvitedUnit } from '../invited-unit.ts';

const stranger = { ...person, enrolled: false, profile: null };
const units = [
  { code: 'u1', name: 'Trường Trung học cơ sở Lê Lợi', level: 'SCHOOL', path: ['Thành phố Hà Tĩnh'] },
  { code: 'u2', name: 'Trường Trung học cơ sở Lê Lợi', level: 'SCHOOL', path: ['Huyện Cẩm Xuyên'] },
];
const list = () => screen.getByRole('listbox', { name: 'Các đơn vị tìm thấy' });
const found = async () => within(list()).findAllByRole('option');

async function open(http = {}) {
  const page = await openPage('/c/cds/ho-so', {
    me: stranger,
    enter: view({ me: null }),
    http: { 'GET /api/contests/cds/units': () => accept(units), ...http },
  });
  await screen.findByLabelText(/Họ và tên/); // its page is loaded when it is opened
  return page;
}

describe('the profile', () => {
  it('[S12] one button signs out everywhere, and says what it does', async () => {
    const page = await open({ 'POST /api/sign-out/everywhere': () => accept({}) });
    expect(screen.getByText(/Mọi thiết bị, kể cả thiết bị này, phải đăng nhập lại/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Đăng xuất khỏi mọi thiết bị' }));
    await settle();
    expect(page.calls.map(({ call }) => call)).toContain('POST /api/sign-out/everywhere');
    expect(page.where()).toBe('/c/cds');
  });

  it('[S6] nothing is ticked, the required consent is marked, and what is missing is shown beside it', async () => {
    const page = await open();
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([false, false]);
    await userEvent.click(screen.getByRole('button', { name: 'Đăng ký dự thi, làm bài sau' }));
    await settle();
    expect(screen.getAllByText('Hãy khai mục này.')).toHaveLength(3);
    expect(screen.getByText('Cần đồng ý mục này mới dự thi được.')).toBeTruthy();
    expect(page.calls.some(({ call }) => call.startsWith('POST'))).toBe(false);
  });

  it('[S5] same-named units are distinguished by their parents and chosen with the keyboard', async () => {
    await open();
    const box = screen.getByRole('combobox', { name: /Đơn vị/ });
    await userEvent.type(box, 'le loi');
    expect((await found()).map((option) => option.textContent)).toEqual([
      'Trường Trung học cơ sở Lê LợiThành phố Hà Tĩnh',
      'Trường Trung học cơ sở Lê LợiHuyện Cẩm Xuyên',
    ]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByText('✓ Đã chọn: Trường Trung học cơ sở Lê Lợi')).toBeTruthy();
    expect(screen.queryByRole('listbox', { name: 'Các đơn vị tìm thấy' })).toBeNull();
  });

  it('[U6] a unit of a link is chosen already, and may be changed; one that is not in the contest is searched for', async () => {
    storeInvitedUnit('cds', '?don-vi=u2');
    await open({ 'GET /api/contests/cds/units/u2': () => accept(units[1]) });
    expect(await screen.findByText('✓ Đã chọn: Trường Trung học cơ sở Lê Lợi')).toBeTruthy();
    await userEvent.type(screen.getByRole('combobox', { name: /Đơn vị/ }), ' x');
    expect(screen.queryByText(/Đã chọn/)).toBeNull();
    cleanup();
    storeInvitedUnit('cds', '?don-vi=<b>'); // no code: the one before stays
    await open({ 'GET /api/contests/cds/units/u2': () => refuse({ code: 'not_found', what: 'unit' }) });
    expect(await screen.findByRole('combobox', { name: /Đơn vị/ })).toHaveProperty('value', '');
    sessionStorage.clear();
  });

  it('[S6] given consents are ticked and what was filled in is there; after the lock only consents change', async () => {
    const locked = { ...person, profile: person.profile && { ...person.profile, locked: true } };
    const page = await openPage('/c/cds/ho-so', {
      me: locked,
      http: { 'POST /api/contests/cds/consents': () => accept({}) },
    });
    expect(screen.getByLabelText(/Chức vụ/)).toHaveProperty('value', 'Điều dưỡng');
    expect(screen.getByLabelText(/Chức vụ/).matches(':disabled')).toBe(true);
    const details = screen.getByLabelText(/Chức vụ/).closest('fieldset')?.textContent ?? '';
    expect(details).toContain('Họ và tên');
    expect(details).not.toMatch(/bắt buộc|căn cước|Gõ một phần tên|Đã chọn/);
    expect(screen.getByText('Thông tin dự thi đã khóa sau lượt thi đầu tiên, theo thể lệ.')).toBeTruthy();
    const boxes = screen.getAllByRole('checkbox') as HTMLInputElement[];
    expect(boxes.map((box) => box.checked)).toEqual([true, false]);
    await userEvent.click(boxes[0] as HTMLElement);
    expect(screen.getByText(/Rút lại sự đồng ý này thì không dự thi tiếp được/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Lưu sự đồng ý' }));
    await settle();
    expect(page.calls.find(({ call }) => call.startsWith('POST'))).toEqual({
      call: 'POST /api/contests/cds/consents',
      body: {
        consents: [
          { purpose: 'take-part', given: false },
          { purpose: 'publish-name', given: false },
        ],
      },
    });
    expect(screen.getByText('Đã lưu lựa chọn của bạn.')).toBeTruthy();
  });

  it('[S6] a consent that was never given warns of no withdrawal', async () => {
    const { profile } = person;
    const never = { ...person, profile: profile && { ...profile, locked: true, consents: {} } };
    await openPage('/c/cds/ho-so', { me: never });
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([false, false]);
    await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    expect(screen.queryByText(/Rút lại sự đồng ý này/)).toBeNull();
  });

  it('[S7] an excluded person reads it before filling in anything', async () => {
    await openPage('/c/cds/ho-so', { me: { ...stranger, excludedAs: 'SECRETARIAT' }, enter: view({ me: null }) });
    expect(screen.getByText(/thành viên Tổ Thư ký không được dự thi/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('[S7] an excluded person is refused with the reason', async () => {
    await open({ 'POST /api/contests/cds/enrol': () => refuse({ code: 'excluded', role: 'SECRETARIAT' }) });
    await userEvent.type(screen.getByLabelText(/Họ và tên/), 'Trần Văn Dũng');
    await userEvent.type(screen.getByRole('combobox', { name: /Đơn vị/ }), 'le');
    await found();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('radio', { name: 'Người dân' }));
    await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    await userEvent.click(screen.getByRole('button', { name: 'Đăng ký dự thi, làm bài sau' }));
    await settle();
    expect(screen.getByText(/thành viên Tổ Thư ký không được dự thi/)).toBeTruthy();
  });

  it('[E9] while a round is open the details end with its terms and one button that enrols and starts', async () => {
    const page = await open({ 'POST /api/contests/cds/enrol': () => accept({}) });
    expect(
      screen.getByText('Giờ tính từ lúc bạn bấm “Đăng ký và làm bài ngay”, theo đồng hồ của máy chủ.'),
    ).toBeTruthy();
    await userEvent.type(screen.getByLabelText(/Họ và tên/), 'Trần Văn Dũng');
    await userEvent.type(screen.getByRole('combobox', { name: /Đơn vị/ }), 'le');
    await found();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('radio', { name: 'Người dân' }));
    await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    page.transport.answer('view:enter', () => accept(view()));
    page.transport.answer('attempt:start', () => accept(attempt()));
    await userEvent.click(screen.getByRole('button', { name: 'Đăng ký và làm bài ngay' }));
    await settle();
    expect(page.where()).toBe('/c/cds/thi');
    expect(screen.getByRole('heading', { name: /Câu hỏi số 1/ })).toBeTruthy();
  });
});
