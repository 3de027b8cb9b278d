import type { PaperWanted } from '@hoithi/shared/contract/papers';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import { dateWords } from './date-words.ts';

/** What stands at the head of every paper about a result. */
export type PaperFacts = {
  host: string;
  contest: string;
  round: string;
  /** SHA-256 over the standing's lists; null: nothing is finalized. */
  hash: string | null;
};
/** What minutes and a decision say, as it is known; names are whole. */
export type ResultFacts = PaperFacts & {
  closed: string; // as a date in words
  version: number;
  persons: string;
  attempts: string;
  target: string | null;
  finalizedBy: string[];
  scorer: 'agreed' | 'none' | null;
  decisions: { no: number; words: string; reason: string; by: string }[];
  draws: { words: string; people: string; listHash: string; source: string; seed: string | null; numbers: string }[];
  undecided: number;
  complaints: { all: number; open: number };
  winners: { name: string; unit: string; prize: string; value: string | null }[];
};

const dots = '………';
const kinds = {
  minutes: { heading: 'BIÊN BẢN', number: 'Số: {no}/BB-BTC', subject: 'Họp xét kết quả {round} {contest}' },
  decision: {
    heading: 'QUYẾT ĐỊNH',
    number: 'Số: {no}/QĐ-BTC',
    subject: 'Về việc công nhận kết quả {round} {contest}',
  },
  announcement: {
    heading: 'THÔNG BÁO',
    number: 'Số: {no}/TB-BTC',
    subject: 'Về kết quả {round} {contest}',
  },
  'weekly-report': { heading: 'BÁO CÁO', number: 'Số: {no}/BC-BTC', subject: 'Tình hình {round} {contest}' },
  payments: { heading: 'DANH SÁCH', number: 'Số: {no}/DS-BTC', subject: 'Chi thưởng {round} {contest}' },
} as const;

/**
 * A paper about a round's result, set as Decree 30/2020/NĐ-CP asks. What only the office knows is left as dots.
 *
 * Source  SPEC F22, F27-F29.
 */
export function paperOfResult(
  facts: PaperFacts,
  wanted: Omit<PaperWanted, 'as' | 'reason'>,
  sections: RulesPaper['articles'],
): RulesPaper {
  const { heading, number, subject } = kinds[wanted.kind];
  const when = dateWords(wanted.date);
  const about = subject.replace('{round}', facts.round).replace('{contest}', facts.contest);
  return {
    ...{
      lang: 'vi',
      title: `${heading}: ${about}`,
      isDraft: facts.hash === null,
      host: facts.host.toLocaleUpperCase('vi'),
    },
    ...{ state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', motto: 'Độc lập - Tự do - Hạnh phúc' },
    ...{ number: numberWords(number, wanted.number), placeAndDate: `${wanted.place || dots}, ${when}` },
    ...{ heading, subject: about, issued: facts.hash === null ? '(Dự thảo: kết quả chưa được chốt)' : '' },
    ...{ articles: sections, isWide: wanted.kind === 'payments' },
    ...{ amendmentsTitle: '', amendments: [], pages: '' },
    ...(wanted.kind === 'decision' ? { preamble: preambleOf(facts, wanted.signer) } : {}),
    ...(wanted.kind === 'minutes' ? { cosigner: { role: 'THƯ KÝ', signature: '(Ký, ghi rõ họ tên)' } } : {}),
    receivers: ['Nơi nhận:', '- Các đơn vị, cá nhân có tên ở trên;', '- Lưu: VT.'],
    signer: {
      role: wanted.kind === 'minutes' ? 'CHỦ TRÌ' : 'TM. BAN TỔ CHỨC',
      title: wanted.signer.toLocaleUpperCase('vi') || 'TRƯỞNG BAN',
      name: wanted.signerName,
      signature: '(Ký tên, đóng dấu)',
    },
  };
}

/** A number with its own sign behind it stays as it was typed. */
const numberWords = (pattern: string, typed: string): string =>
  typed.includes('/') ? `Số: ${typed}` : pattern.replace('{no}', typed || '……');

/** Who decides and on what grounds, before the articles; what only the office knows is left as dots. */
const preambleOf = ({ contest, round }: PaperFacts, signer: string): RulesPaper['preamble'] => ({
  authority: signer.toLocaleUpperCase('vi') || 'TRƯỞNG BAN TỔ CHỨC',
  grounds: [
    `Căn cứ ${dots};`,
    `Căn cứ Thể lệ ${contest};`,
    `Căn cứ Biên bản họp xét kết quả ${round};`,
    `Theo đề nghị của ${dots}.`,
  ],
  word: 'QUYẾT ĐỊNH:',
});

/** So that a line may end within it. */
const inGroups = (hash: string): string => hash.replace(/(.{8})(?=.)/g, '$1 ');

const drawsOf = ({ draws }: ResultFacts): string[] =>
  draws.length === 0
    ? ['Không có bốc thăm.']
    : draws.flatMap(({ words, people, listHash, source, seed, numbers }) => [
        `${words}: danh sách ${people} người, mã băm SHA-256 ${inGroups(listHash)}; nguồn số: ${source}.`,
        ...(seed === null ? [] : [`Số dùng để bốc: ${seed}. Thứ tự bốc được: ${numbers}.`]),
      ]);

type Section = RulesPaper['articles'][number];

/** Who won what, in the order of the standing; its head stands again on every page. */
const winnersOf = ({ winners }: ResultFacts): Partial<Section> =>
  winners.length === 0
    ? { sentences: ['Không có giải nào được trao.'] }
    : {
        table: {
          widths: [34, '*', '*', 140],
          head: ['TT', 'Họ và tên', 'Đơn vị', 'Giải'],
          rows: winners.map(({ name, unit, prize, value }, at) => [
            ...[{ text: `${at + 1}`, align: 'right' as const }, name, unit],
            value === null ? prize : `${prize}: ${value}`,
          ]),
        },
      };

/** Minutes of the committee's meeting: when and where, who was there, what was counted and decided, and how it ended. */
export function minutes(facts: ResultFacts, present: readonly string[], chair: string): Section[] {
  const { decisions, complaints, scorer } = facts;
  return [
    { heading: '', sentences: ['Thời gian bắt đầu: … giờ …, ngày … tháng … năm ……', `Địa điểm: ${dots}`] },
    {
      heading: 'I. Thành phần',
      sentences: [
        ...(present.length > 0 ? present.map((who) => `${who}.`) : [`Thành phần tham dự: ${dots}`]),
        `Chủ trì: ${chair || dots}`,
        `Thư ký: ${dots}`,
      ],
    },
    {
      heading: 'II. Số liệu',
      sentences: [
        `${facts.round} đóng ${facts.closed}.`,
        `${facts.persons} người dự thi với ${facts.attempts} lượt thi được tính vào kết quả.`,
        ...(facts.target === null ? [] : [`Đáp số câu dự đoán là ${facts.target}.`]),
        `Khiếu nại: ${complaints.all}, trong đó chưa trả lời: ${complaints.open}.`,
      ],
    },
    {
      heading: 'III. Các quyết định đã thông qua',
      sentences:
        decisions.length === 0
          ? ['Không có quyết định nào làm thay đổi kết quả.']
          : decisions.map(
              ({ no, words, reason, by }) => `Số ${no}: ${words}; lý do: ${reason}; người quyết định: ${by}.`,
            ),
    },
    { heading: 'IV. Bốc thăm', sentences: drawsOf(facts) },
    { heading: `V. Kết quả, theo bảng số ${facts.version}`, sentences: [], ...winnersOf(facts) },
    {
      heading: 'VI. Xác nhận',
      sentences: [
        ...(facts.undecided > 0 ? [`Còn ${facts.undecided} thứ hạng ở ngưỡng giải chờ quyết định.`] : []),
        ...(facts.finalizedBy.length > 0 ? [`Người chốt kết quả: ${facts.finalizedBy.join(', ')}.`] : []),
        ...(scorer === 'agreed' ? ['Trình kiểm chứng, viết riêng, cho cùng kết quả ở mọi thứ hạng.'] : []),
        ...(facts.hash === null ? [] : [`Mã băm SHA-256 của bảng kết quả: ${inGroups(facts.hash)}.`]),
      ],
    },
    {
      heading: '',
      sentences: ['Cuộc họp kết thúc vào … giờ … cùng ngày. Biên bản đã được đọc lại, mọi người nhất trí./.'],
    },
  ];
}

export function decision(facts: ResultFacts): Section[] {
  return [
    {
      heading: `Điều 1. Công nhận kết quả ${facts.round} ${facts.contest}`,
      ...{ sentences: [], ...winnersOf(facts) },
    },
    {
      heading: 'Điều 2. Trao giải',
      sentences: [
        'Các cá nhân có tên tại Điều 1 được trao giải theo thể lệ của cuộc thi.',
        `Kết quả theo bảng số ${facts.version}${facts.hash === null ? '' : `, mã băm SHA-256 ${inGroups(facts.hash)}`}.`,
      ],
    },
    {
      heading: 'Điều 3. Hiệu lực và thi hành',
      sentences: [
        'Quyết định này có hiệu lực kể từ ngày ký.',
        'Ban Tổ chức, các đơn vị và cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành./.',
      ],
    },
  ];
}
