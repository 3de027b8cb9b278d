import { describe, expect, it } from 'vitest';
import { exampleRulebook } from '../test-rulebook.ts';
import { comparePrinted } from './compare-printed.ts';
import { printRulebook } from './print-rulebook.ts';

const printed = (change?: Parameters<typeof exampleRulebook>[0]) => printRulebook(exampleRulebook(change));

describe('what an amendment says otherwise', () => {
  it('[J12] the same rules say nothing otherwise', () => {
    expect(comparePrinted(printed(), printed())).toEqual([]);
  });

  it('[J12] a sentence with another value is one change with both wordings; a new one and one that is gone stand alone', () => {
    const after = printed((file) => {
      file.complaints = { workingDays: 7 };
      file.meta.contact = 'Tổ Thư ký, 0236 3822 000';
      file.caps = [];
    });
    const changes = comparePrinted(printed(), after);
    const shape = changes.map(({ section, before, after: now }) => [section, before !== null, now !== null]);
    expect(shape).toEqual([
      ['awards', true, false],
      ['publication', true, true],
      ['publication', false, true],
    ]);
    const [, complaints] = changes;
    expect([complaints?.before?.vi, complaints?.after?.vi]).toEqual([
      expect.stringContaining('3'),
      expect.stringContaining('7'),
    ]);
  });

  it('[J12] a contest of another name says so first', () => {
    const [first] = comparePrinted(
      printed(),
      printed((file) => {
        file.meta.name = { vi: 'Tên khác', en: 'Another name' };
      }),
    );
    expect(first).toMatchObject({ section: 'title', after: { vi: expect.stringContaining('Tên khác') } });
  });
});
