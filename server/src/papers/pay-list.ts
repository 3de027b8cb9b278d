import { printCount } from '../documents/print-values.ts';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import type { PaperCell } from '../documents/typeset.ts';

/** A prize to pay: `amount` in whole units of the currency, null for goods. */
export type Payee = { name: string; unit: string; phone: string; prize: string; amount: number | null; goods: string };
/** Tax on the part of each prize above `from`. */
export type TaxRule = { from: number; percent: number };

/**
 * The tax on one prize, rounded half up to whole units of the currency. Each prize is taxed by itself.
 *
 * Source  SPEC F29.
 */
export const taxOf = (amount: number, { from, percent }: TaxRule): number =>
  amount <= from ? 0 : Math.floor(((amount - from) * percent + 50) / 100);

const right = (text: string, bold = false): PaperCell => ({ text, align: 'right', bold });

/** Danh sách chi thưởng: who gets what, with contact, tax, and a place to sign. Tax is left to be written where it is not given. */
export function payList(payees: readonly Payee[], tax: TaxRule | null, currency: string): RulesPaper['articles'] {
  const count = (value: number) => printCount(value, 'vi');
  const money = payees.flatMap(({ amount }) => amount ?? []);
  const total = money.reduce((sum, each) => sum + each, 0);
  const taxes = tax ? money.reduce((sum, each) => sum + taxOf(each, tax), 0) : null;
  const rows = payees.map(({ name, unit, phone, prize, amount, goods }, at): PaperCell[] => {
    const own = amount !== null && tax ? taxOf(amount, tax) : null;
    return [
      ...[right(`${at + 1}`), name, unit, phone, prize],
      ...[right(amount === null ? goods : count(amount)), right(own === null ? '' : count(own))],
      ...[right(own === null || amount === null ? '' : count(amount - own)), ''],
    ];
  });
  const sums: PaperCell[] = [
    ...['', { text: 'Cộng', bold: true }, '', '', '', right(count(total), true)],
    ...[right(taxes === null ? '' : count(taxes), true), right(taxes === null ? '' : count(total - taxes), true), ''],
  ];
  const unitOf = currency === 'VND' ? 'đồng' : currency;
  return [
    {
      heading: '',
      sentences: [
        `Đơn vị tính: ${unitOf}.`,
        tax
          ? `Thuế thu nhập cá nhân: ${tax.percent} % trên phần vượt ${count(tax.from)} ${unitOf} của mỗi giải.`
          : 'Cột thuế thu nhập cá nhân do bộ phận kế toán ghi.',
      ],
      table: {
        widths: [26, '*', '*', 78, 76, 72, 62, 72, 62],
        head: ['TT', 'Họ và tên', 'Đơn vị', 'Điện thoại', 'Giải', 'Giá trị', 'Thuế', 'Thực nhận', 'Ký nhận'],
        rows: [...rows, sums],
      },
    },
  ];
}
