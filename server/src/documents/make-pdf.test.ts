import { expect, it } from 'vitest';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import { makePdf } from './make-pdf.ts';

it('[W1] the Vietnamese text of a printed page can be searched', async () => {
  const pdf = await makePdf({ content: [{ text: 'Huyện Vũ Quang: Đặng Thị Quỳnh Như, 22,88 %', bold: true }] });
  expect(textOfPdf(pdf)).toContain('Huyện Vũ Quang: Đặng Thị Quỳnh Như, 22,88 %');
});

it('[W1] a picture at an address is not fetched', async () => {
  await expect(makePdf({ content: [{ image: '/etc/hostname' }] })).rejects.toThrow();
});
