import type { Json } from '@hoithi/shared/contract/json';
import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import type { RulebookProblem } from '@hoithi/shared/contract/refusal';
import type { LocalText } from '@hoithi/shared/contract/text';
import { readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { type ChangedSentence, comparePrinted } from '@hoithi/shared/rulebook/print/compare-printed';
import { type PrintedRulebook, printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import type { PaperTable } from '../typeset.ts';

/** A sentence of the printed rules that a later version wrote anew. `before` null: it is new; `after` null: it is gone. */
export type Amended = { article: string; before: string | null; after: string | null };
/** What one version changed. `on`: an ISO date; null: not known. */
export type Amendment = { number: number; on: string | null; reason: string | null; changes: Amended[] };

/** What the printed rules are made of: a draft's rulebook as it is stored, or the rules of a contest already in sentences. */
export type RulesSource =
  | { kind: 'draft'; rulebook: Json }
  | {
      kind: 'contest';
      printed: PrintedRules;
      name: LocalText;
      host: LocalText;
      decisionNo: string | null;
      amendments: Amendment[];
    };
export type RulesOrder = { source: RulesSource; as: 'pdf' | 'docx'; lang: 'vi' | 'en' };

/** The words and numbers of the paper, ready for either kind. */
export type RulesPaper = {
  lang: 'vi' | 'en';
  title: string;
  isDraft: boolean;
  host: string;
  state: string;
  motto: string;
  number: string;
  placeAndDate: string;
  heading: string;
  subject: string;
  issued: string;
  /** Of a decision: who decides, on what grounds, and the word before its articles. */
  preamble?: { authority: string; grounds: string[]; word: string };
  articles: { heading: string; sentences: string[]; table?: PaperTable }[];
  /** Lies across the page, for a table of many columns. */
  isWide?: boolean;
  amendmentsTitle: string;
  amendments: { heading: string; lines: string[] }[];
  receivers: string[];
  /** `name`: of who signs, below the signature; left out: to be written. */
  signer: { role: string; title: string; signature: string; name?: string };
  /** Signs on the left, beside the signer; whom the paper goes to stands below both then. */
  cosigner?: { role: string; signature: string };
  pages: string;
};

/** As Decree 30/2020/NĐ-CP, Annex I, words them; what only the office knows is left as dots. */
const words = {
  state: { vi: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', en: 'SOCIALIST REPUBLIC OF VIET NAM' },
  motto: { vi: 'Độc lập - Tự do - Hạnh phúc', en: 'Independence - Freedom - Happiness' },
  number: { vi: 'Số: ……/TL-……', en: 'No.: ……/TL-……' },
  placeAndDate: { vi: '………, ngày … tháng … năm ……', en: '………, on … … ……' },
  heading: { vi: 'THỂ LỆ', en: 'RULES' },
  draft: { vi: 'DỰ THẢO', en: 'DRAFT' },
  issued: { vi: '(Ban hành kèm theo Quyết định số {no})', en: '(Issued with Decision No. {no})' },
  article: { vi: 'Điều {number}. {heading}', en: 'Article {number}. {heading}' },
  amendments: { vi: 'SỬA ĐỔI, BỔ SUNG', en: 'AMENDMENTS' },
  amendment: { vi: 'Lần {number}', en: 'Amendment {number}' },
  on: { vi: ', ngày {day}', en: ', of {day}' },
  reason: { vi: 'Lý do: {reason}', en: 'Reason: {reason}' },
  changed: { vi: '{article}: sửa “{before}” thành “{after}”', en: '{article}: “{before}” becomes “{after}”' },
  added: { vi: '{article}: bổ sung “{after}”', en: '{article}: adds “{after}”' },
  removed: { vi: '{article}: bãi bỏ “{before}”', en: '{article}: removes “{before}”' },
  role: { vi: 'TM. BAN TỔ CHỨC', en: 'FOR THE ORGANIZING COMMITTEE' },
  signer: { vi: 'TRƯỞNG BAN', en: 'HEAD' },
  signature: { vi: '(Ký tên, đóng dấu)', en: '(Signature and seal)' },
} as const;
const receivers = {
  vi: ['Nơi nhận:', '- Các đơn vị dự thi;', '- Lưu: VT.'],
  en: ['To:', '- The units that take part;', '- File.'],
};

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, key: string) => String(values[key] ?? ''));

/** The paper of an order; of a draft that is not whole, what is missing and wrong. SPEC R7. */
export function paperOf({ source, lang }: RulesOrder): RulesPaper | RulebookProblem[] {
  if (source.kind === 'contest') return write(source, lang, false);
  const { rulebook, open, wrong } = readDraft(source.rulebook);
  if (rulebook === null)
    return [...open, ...wrong].map(({ code, place, words: said }) => ({ code, place, words: said }));
  const { name, host, decisionNo } = rulebook.meta;
  return write({ printed: printRulebook(rulebook), name, host, decisionNo, amendments: [] }, lang, true);
}

type Written = Omit<Extract<RulesSource, { kind: 'contest' }>, 'kind'>;

function write(
  { printed, name, host, decisionNo, amendments }: Written,
  lang: 'vi' | 'en',
  isDraft: boolean,
): RulesPaper {
  const local = (text: LocalText): string => text[lang];
  const w = <K extends keyof typeof words>(key: K) => words[key][lang];
  return {
    lang,
    isDraft,
    title: local(printed.title),
    host: local(host).toLocaleUpperCase(lang),
    ...{ state: w('state'), motto: w('motto'), number: w('number'), placeAndDate: w('placeAndDate') },
    heading: isDraft ? `${w('heading')} (${w('draft')})` : w('heading'),
    subject: local(name),
    issued: decisionNo === null ? '' : fill(w('issued'), { no: decisionNo }),
    articles: printed.sections.map((section, at) => ({
      heading: fill(w('article'), { number: at + 1, heading: local(section.heading) }),
      sentences: section.sentences.map(local),
    })),
    amendmentsTitle: w('amendments'),
    amendments: amendments.map((each) => writeAmendment(each, lang)),
    receivers: receivers[lang],
    signer: { role: w('role'), title: w('signer'), signature: w('signature') },
    pages: '{page}',
  };
}

function writeAmendment({ number, on, reason, changes }: Amendment, lang: 'vi' | 'en') {
  const day = on === null ? '' : fill(words.on[lang], { day: on.split('-').reverse().join('/') });
  const sentenceOf = ({ article, before, after }: Amended): string => {
    if (before === null) return fill(words.added[lang], { article, after: after ?? '' });
    if (after === null) return fill(words.removed[lang], { article, before });
    return fill(words.changed[lang], { article, before, after });
  };
  return {
    heading: `${fill(words.amendment[lang], { number })}${day}`,
    lines: [...(reason === null ? [] : [fill(words.reason[lang], { reason })]), ...changes.map(sentenceOf)],
  };
}

/** Each changed sentence with the article of the newer rules that it stands in; of one that is gone, of the older. SPEC J12. */
export function amendedArticles(before: PrintedRulebook, after: PrintedRulebook, lang: 'vi' | 'en'): Amended[] {
  const articleOf = ({ section, heading }: ChangedSentence): string => {
    const ids = [after, before].map(({ sections }) => sections.findIndex(({ id }) => id === section));
    const at = ids.find((each) => each >= 0);
    return at === undefined ? heading[lang] : fill(words.article[lang], { number: at + 1, heading: heading[lang] });
  };
  return comparePrinted(before, after).map((each) => ({
    article: articleOf(each),
    before: each.before?.[lang] ?? null,
    after: each.after?.[lang] ?? null,
  }));
}
