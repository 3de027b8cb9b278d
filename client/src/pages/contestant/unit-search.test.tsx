import '../../../test/open-test-words.ts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { loadWords } from '../../locales/i18n.ts';
import { UnitSearch } from './unit-search.tsx';

afterEach(() => vi.unstubAllGlobals());

it('[S5] of two units that are called alike in one place each shows its code', async () => {
  await loadWords('contestant');
  const hit = (code: string, name: string, path: string[]): UnitHit => ({ code, name, level: 'COMMUNE', path });
  const hits = [
    hit('A1', 'Phòng Nội vụ', ['Huyện Đức Thọ']),
    hit('A2', 'Phòng Nội vụ', ['Huyện Đức Thọ']),
    hit('A3', 'Phòng Nội vụ', ['Huyện Kỳ Anh']),
  ];
  vi.stubGlobal('fetch', async () => Response.json(accept(hits)));
  render(<UnitSearch source="/api/units" required={false} unit={null} onUnit={() => undefined} error={null} />);
  await userEvent.type(screen.getByRole('combobox'), 'nội vụ');
  const options = await screen.findAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual([
    'Phòng Nội vụHuyện Đức Thọ · A1',
    'Phòng Nội vụHuyện Đức Thọ · A2',
    'Phòng Nội vụHuyện Kỳ Anh',
  ]);
});

it('[S5] where more units match than are listed it says so, and whoever finds none reads what to do', async () => {
  await loadWords('contestant');
  const hits = Array.from(
    { length: limits.unitHitsMax },
    (_, at): UnitHit => ({ code: `X${at}`, name: `Xã Đức ${at + 1}`, level: 'COMMUNE', path: [] }),
  );
  let found = hits;
  vi.stubGlobal('fetch', async () => Response.json(accept(found)));
  render(<UnitSearch source="/api/units" required unit={null} onUnit={() => undefined} error={null} />);
  const more = `Đang hiện ${limits.unitHitsMax} đơn vị đầu tiên; hãy gõ thêm tên đơn vị hoặc nơi trực thuộc.`;
  await userEvent.type(screen.getByRole('combobox'), 'đức');
  expect(await screen.findByText(more)).toBeTruthy();
  found = hits.slice(1);
  await userEvent.type(screen.getByRole('combobox'), ' t');
  expect(await screen.findByText(`Tìm thấy ${limits.unitHitsMax - 1} đơn vị.`)).toBeTruthy();
  expect(screen.queryByText(more)).toBeNull();
  expect(screen.getByText(/Hãy chọn đơn vị cấp trên gần nhất hoặc liên hệ Ban Tổ chức/)).toBeTruthy();
});
