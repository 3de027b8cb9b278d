import '../../../../test/open-test-words.ts';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { TablePreview } from './table-preview.tsx';

await loadWords('organizer');

const preview = (problems: UnitTablePreview['problems']): UnitTablePreview => ({
  rows: [],
  counts: { new: 0, changed: 0, same: 0 },
  withoutHeadcount: 0,
  newLevels: [],
  problems,
  problemCount: problems.length,
  unknownColumns: [],
  written: false,
});

afterEach(() => vi.unstubAllGlobals());

describe('files of the preparation', () => {
  it('[U2] a file that is refused as a whole is not called a line to mend', () => {
    render(<TablePreview preview={preview([{ line: 0, column: null, problem: 'people_listed', value: '' }])} />);
    const alert = screen.getByRole('alert').textContent;
    expect(alert).toContain('Không đọc được tệp');
    expect(alert).toContain('hãy nạp ở mục “Danh sách người của đơn vị”');
    expect(alert).not.toContain('các dòng này');
  });

  it('[U2] lines with a problem are counted', () => {
    render(<TablePreview preview={preview([{ line: 3, column: 'code', problem: 'code_missing', value: '' }])} />);
    expect(screen.getByRole('alert').textContent).toContain('1 chỗ cần sửa; các dòng này không được ghi');
  });

  it('[U4a] after the download the page says how many links were made and until when they work', async () => {
    vi.stubGlobal('fetch', async (path: string) =>
      path.endsWith('/leader-links')
        ? new Response('sheet', { headers: { 'x-links': '12', 'x-links-until': '2026-12-29' } })
        : Response.json(
            path.endsWith('/maps')
              ? { ok: true, value: { levels: ['COMMUNE'], maps: [] } }
              : { ok: false, refusal: { code: 'unavailable' } },
          ),
    );
    vi.stubGlobal(
      'URL',
      Object.assign(class extends URL {}, { createObjectURL: () => '#', revokeObjectURL: () => {} }),
    );
    await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    await userEvent.click(screen.getByRole('button', { name: 'Tạo và tải về' }));
    await settle();
    expect(screen.getByText(/Đã tạo và tải về 12 liên kết, có hiệu lực đến hết ngày .*29\/12\/2026/)).toBeTruthy();
  });
});
