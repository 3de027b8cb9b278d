import type { Change, FiguresReport, FiguresUnit, Percent } from '@hoithi/shared/contract/figures';
import type { PrizeValue, Winner } from '@hoithi/shared/contract/results';
import { printCount, printInstant } from '../documents/print-values.ts';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import type { PaperCell, PaperTable } from '../documents/typeset.ts';

/** What the announcement and the weekly report say, from the same figures that are published. Names as the rules publish them. */

type Section = RulesPaper['articles'][number];

const count = (value: number): string => printCount(value, 'vi');
const right = (text: string): PaperCell => ({ text, align: 'right' });

/** 22,88 %, with its two counts; "không có" where there is no whole. */
export function percentWords({ numerator, denominator, hundredths }: Percent): string {
  if (hundredths === null) return 'không có số liệu';
  return `${rateWords(hundredths)} (${count(numerator)}/${count(denominator)})`;
}
const rateWords = (hundredths: number): string =>
  `${count(Math.trunc(hundredths / 100))},${String(Math.abs(hundredths) % 100).padStart(2, '0')} %`;

export function valueWords(value: PrizeValue | null): string | null {
  if (value === null) return null;
  if (value.kind === 'goods') return value.label.vi;
  return value.currency === 'VND' ? `${count(value.amount)} đồng` : `${count(value.amount)} ${value.currency}`;
}

function winnersTable(winners: readonly Winner[]): PaperTable {
  return {
    widths: [34, '*', '*', '*'],
    head: ['TT', 'Họ và tên', 'Đơn vị', 'Giải'],
    rows: winners
      .filter(({ prize }) => prize !== null)
      .map(({ name, unitName, prize }, at) => {
        const value = valueWords(prize?.value ?? null);
        return [
          right(`${at + 1}`),
          name,
          unitName ?? '',
          value === null ? `${prize?.label.vi}` : `${prize?.label.vi}: ${value}`,
        ];
      }),
  };
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];

/** One heading an award, so that two awards of a round stand apart. */
function winnersSections(winners: readonly Winner[], from: number): Section[] {
  const awards = [...new Map(winners.map(({ award }) => [award.id, award.label.vi]))];
  return awards.map(([id, label], at) => ({
    heading: `${roman[from + at] ?? ''}. ${label}`,
    sentences: [],
    table: winnersTable(winners.filter(({ award }) => award.id === id)),
  }));
}

const windowOf = ({ round }: FiguresReport): string =>
  `${round.label.vi} diễn ra từ ${printInstant(round.opensAtMs, 'vi', false)} đến ${printInstant(round.closesAtMs, 'vi', false)}.`;

/** Thông báo kết quả. `results`: where everybody reads them. */
export function announcement(figures: FiguresReport, results: string): Section[] {
  const { counts, takingPart, winners } = figures;
  const own = winnersSections(winners ?? [], 1);
  return [
    {
      heading: 'I. Tình hình dự thi',
      sentences: [
        windowOf(figures),
        `Có ${count(counts.roundPersons)} người dự thi với ${count(counts.attempts)} lượt thi; ${count(counts.allCorrectPersons)} người trả lời đúng tất cả các câu hỏi.`,
        `Số đơn vị có người dự thi: ${percentWords(takingPart.all)}.`,
      ],
    },
    ...own,
    {
      heading: `${roman[own.length + 1] ?? ''}. Tra cứu và khiếu nại`,
      sentences: [
        `Kết quả được đăng tại ${results}; họ tên hiển thị theo thể lệ và theo sự đồng ý của người dự thi.`,
        'Khiếu nại gửi trên trang của người dự thi, trong thời hạn ghi tại thể lệ.',
        'Ban Tổ chức thông báo để các đơn vị, cá nhân được biết.',
      ],
    },
  ];
}

const changeWords = ({ before, percent }: Change): string => {
  const { hundredths, numerator } = percent;
  if (hundredths === null) return `vòng trước ${count(before)}`;
  return `${numerator < 0 ? 'giảm' : 'tăng'} ${rateWords(Math.abs(hundredths))} so với ${count(before)} của vòng trước`;
};

const unitsTable = (units: readonly FiguresUnit[]): PaperTable => ({
  widths: [34, '*', 80, 80, 80],
  head: ['TT', 'Đơn vị', 'Người dự thi', 'Tổng số', 'Tỷ lệ'],
  rows: units.map(({ name, persons, headcount, rate }, at) => [
    ...[right(`${at + 1}`), name, right(count(persons)), right(headcount === null ? '' : count(headcount))],
    right(rate?.hundredths == null ? '' : rateWords(rate.hundredths)),
  ]),
});

/** How many units stand in each table of the report. */
const unitsShown = 10;

/** Báo cáo tuần. `complaints`, `decisions`: how many on this round's result. */
export function weeklyReport(
  figures: FiguresReport,
  { complaints, decisions }: { complaints: { all: number; open: number }; decisions: number },
): Section[] {
  const { counts, change, takingPart, quality, units, lowest, winners, status } = figures;
  const best = units.toSorted((one, other) => (other.rate?.hundredths ?? -1) - (one.rate?.hundredths ?? -1));
  const withChange = (words: string, of: Change | undefined) => (of ? `${words} (${changeWords(of)}).` : `${words}.`);
  const tables: Section[] = [
    { heading: 'Các đơn vị có tỷ lệ cao nhất', sentences: [], table: unitsTable(best.slice(0, unitsShown)) },
    ...(lowest === null || units.length <= unitsShown
      ? []
      : [{ heading: 'Các đơn vị có tỷ lệ thấp nhất', sentences: [], table: unitsTable(lowest.units) }]),
  ];
  const won = (winners ?? []).filter(({ prize }) => prize !== null);
  return [
    {
      heading: 'I. Số lượng dự thi',
      sentences: [
        windowOf(figures),
        withChange(`Số người dự thi: ${count(counts.roundPersons)}`, change?.roundPersons),
        withChange(`Số lượt thi: ${count(counts.attempts)}`, change?.attempts),
        `Từ đầu cuộc thi: ${count(counts.contestPersons)} người dự thi.`,
        `Đơn vị có người dự thi: ${percentWords(takingPart.all)}.`,
      ],
    },
    {
      heading: 'II. Chất lượng bài thi',
      sentences: [
        withChange(`Số người đúng tất cả: ${count(counts.allCorrectPersons)}`, change?.allCorrectPersons),
        ...(quality.mean.hundredths === null
          ? []
          : [`Điểm trung bình: ${rateWords(quality.mean.hundredths).replace(' %', '')}/${count(quality.pointsMax)}.`]),
      ],
    },
    ...(units.length > 0 ? [{ heading: 'III. Tỷ lệ dự thi của các đơn vị', sentences: [] }, ...tables] : []),
    {
      heading: `${units.length > 0 ? 'IV' : 'III'}. Kết quả${status === 'published' ? '' : ' (chưa công bố)'}`,
      sentences: [
        `Quyết định của Ban Tổ chức làm thay đổi kết quả: ${count(decisions)}. Khiếu nại: ${count(complaints.all)}, chưa trả lời: ${count(complaints.open)}.`,
        ...(won.length === 0 ? ['Chưa có giải nào được xét.'] : []),
      ],
      ...(won.length === 0 ? {} : { table: winnersTable(won) }),
    },
  ];
}
