import type { ShowDraftContent } from '@hoithi/shared/contract/show-drafts';
import type { LocalText } from '@hoithi/shared/contract/text';
import { addToTime, planTimes } from '@hoithi/shared/rules/show/plan-times';
import { type PaperCell, type PaperTable, typeset } from '../documents/typeset.ts';

type Lang = 'vi' | 'en';
/** What the sheet is of. `printed`: the day, in words. */
export type CueSheet = { lang: Lang; contest: LocalText; host: LocalText; printed: string; content: ShowDraftContent };

const words = {
  vi: {
    ...{ heading: 'KỊCH BẢN CHƯƠNG TRÌNH', internal: 'Tài liệu nội bộ của Ban Tổ chức', pages: 'Trang {page}/{pages}' },
    head: ['TT', 'Thời gian', 'Nội dung', 'Lời dẫn', 'Ai làm gì'],
    ...{ total: 'Tổng thời gian: {total} phút', plan: 'Thời lượng dự kiến: {plan} phút', unit: 'phút' },
    ...{
      question: 'Câu hỏi {number}',
      trial: 'Câu hỏi thử',
      buzzer: 'bấm chuông',
      seconds: '{seconds} giây',
      none: 'Chưa chọn câu hỏi',
    },
  },
  en: {
    ...{ heading: 'CUE SHEET', internal: 'For the committee alone', pages: 'Page {page}/{pages}' },
    head: ['No.', 'Time', 'Cue', "The MC's words", 'Who does what'],
    ...{ total: 'In all: {total} minutes', plan: 'Planned: {plan} minutes', unit: 'min' },
    ...{
      question: 'Question {number}',
      trial: 'Trial question',
      buzzer: 'buzzer',
      seconds: '{seconds} seconds',
      none: 'No question yet',
    },
  },
} as const;
const kinds: Record<string, LocalText> = {
  lobby: { vi: 'Sảnh chờ', en: 'Lobby' },
  text: { vi: 'Lời giới thiệu', en: 'Words' },
  launch: { vi: 'Nghi thức phát động', en: 'The launch' },
  'sudden-death': { vi: 'Câu hỏi phụ', en: 'Sudden death' },
  rescue: { vi: 'Cứu trợ', en: 'Rescue' },
  board: { vi: 'Bảng xếp hạng', en: 'Board' },
  participation: { vi: 'Tình hình tham gia', en: 'Participation' },
  winners: { vi: 'Bảng vàng', en: 'Roll of honour' },
  award: { vi: 'Trao giải', en: 'Award' },
  draw: { vi: 'Bốc thăm', en: 'Draw' },
  pause: { vi: 'Giải lao', en: 'Pause' },
  end: { vi: 'Kết thúc', en: 'The end' },
};

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const localOf = (value: unknown, lang: Lang): string => {
  const both = fieldsOf(value);
  return textOf(both[lang]) || textOf(both.vi);
};
const put = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The printed cue sheet (kịch bản): time, cue, the MC's words, who does what; no key of a question. Runs in a thread. SPEC H49. */
export function typesetCueSheet(sheet: CueSheet): Promise<Buffer> {
  const { lang, content, contest, host, printed } = sheet;
  const own = words[lang];
  const title = localOf(content.title, lang);
  const { table, total } = tableOf(content, lang);
  const { minutes } = fieldsOf(content.plan);
  const number = new Intl.NumberFormat(lang);
  const about = [
    put(own.total, { total: number.format(total) }),
    ...(typeof minutes === 'number' ? [put(own.plan, { plan: number.format(minutes) })] : []),
  ];
  return typeset('cue-sheet', {
    ...{ lang, title: `${own.heading}: ${title}`, heading: own.heading, show: title },
    ...{ host: host[lang], contest: contest[lang], internal: own.internal, about: about.join('. '), printed },
    ...{ pages: own.pages, ...table },
  });
}

/** Units  total: minutes. */
export function tableOf(content: ShowDraftContent, lang: Lang): { table: PaperTable; total: number } {
  const own = words[lang];
  const cues = Array.isArray(content.cues) ? content.cues.map(fieldsOf) : [];
  const startsAt = textOf(fieldsOf(content.plan).startsAt) || null;
  const minutes = cues.map((cue) => (typeof cue.minutes === 'number' ? cue.minutes : null));
  const { starts, total } = planTimes(minutes);
  const number = new Intl.NumberFormat(lang);
  let asked = 0;
  const rows = cues.map((cue, at): PaperCell[] => {
    const isQuestion = cue.kind === 'question';
    if (isQuestion && cue.trial !== true) asked += 1;
    const from = starts[at] ?? 0;
    const length = minutes[at];
    const time = startsAt === null ? `+${number.format(from)}` : addToTime(startsAt, from);
    return [
      { text: `${at + 1}`, align: 'right' },
      { text: time, ...(length == null ? {} : { beneath: `${number.format(length)} ${own.unit}` }) },
      nameCue(cue, asked, lang),
      textOf(cue.notes),
      textOf(cue.who),
    ];
  });
  return { table: { widths: [24, 58, 190, '*', 170], head: [...own.head], rows }, total };
}

function nameCue(cue: Fields, asked: number, lang: Lang): PaperCell {
  const own = words[lang];
  if (cue.kind !== 'question' && cue.kind !== 'sudden-death') {
    const kind = kinds[String(cue.kind)]?.[lang] ?? '';
    const title = localOf(cue.title, lang);
    return title === '' ? { text: kind, bold: true } : { text: title, bold: true, beneath: kind };
  }
  const name =
    cue.kind === 'sudden-death'
      ? (kinds['sudden-death']?.[lang] ?? '')
      : cue.trial === true
        ? own.trial
        : put(own.question, { number: asked });
  const seconds = typeof cue.seconds === 'number' ? `, ${put(own.seconds, { seconds: cue.seconds })}` : '';
  const buzzer = typeof cue.buzzer === 'number' ? `, ${own.buzzer}` : '';
  return { text: `${name}${seconds}${buzzer}`, bold: true, beneath: textOf(fieldsOf(cue.question).text) || own.none };
}
