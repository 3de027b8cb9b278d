import type { ConsentWords } from '../../contract/public.ts';
import type { ConsentPurpose } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatNumber, joinWords } from '../../rules/printed-rules/format-value.ts';
import { wordsOfField } from '../../rules/printed-rules/value-words.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { entranceOf } from './settings-of.ts';

/** Rises whenever the wording below changes; the stored hash distinguishes the filled-in texts. */
const wording = 1;

type Asking = Pick<Rulebook, 'fields' | 'fieldsLocked' | 'meta' | 'populations' | 'privacy'>;

/** The whole text, and its three parts: what is agreed to, who answers for it and which rights, what a refusal means. */
export type ConsentText = { text: LocalText; words: ConsentWords; version: string };

/**
 * What a person is asked to agree to, for one purpose: which data, what for, who answers for it, how long, which
 * rights. Nothing is ticked beforehand, and each purpose is agreed to on its own.
 *
 * Source  SPEC S6; Law 91/2025/QH15; domain (e).
 */
export function consentText(purpose: ConsentPurpose, rules: Asking): ConsentText {
  const words = purposeWords(purpose, rules);
  const closing = closingWords(rules);
  const required = rules.privacy.consents.some((consent) => consent.purpose === purpose && consent.required);
  const choice = required ? requiredWords : optionalWords;
  return {
    text: { vi: `${words.vi} ${closing.vi} ${choice.vi}`, en: `${words.en} ${closing.en} ${choice.en}` },
    words: { agreed: words, rights: closing, choice },
    version: `${purpose}.${wording}`,
  };
}

const requiredWords: LocalText = {
  vi: 'Không đồng ý hoặc rút lại thì không dự thi được.',
  en: 'Without it, or once it is withdrawn, you cannot take part.',
};

const optionalWords: LocalText = {
  vi: 'Không đồng ý vẫn được dự thi bình thường.',
  en: 'You may take part without it.',
};

function purposeWords(purpose: ConsentPurpose, rules: Asking): LocalText {
  switch (purpose) {
    case 'take-part': {
      const fields = joinWords(
        entranceOf(rules).fields.map(({ key }) => wordsOfField[key]),
        ', ',
      );
      return {
        vi: `Tôi đồng ý cho xử lý số điện thoại, ${fields.vi} và bài thi của tôi để tổ chức thi, chấm thi, xét giải, thống kê theo đơn vị và giải quyết khiếu nại.`,
        en: `I agree that my phone number, ${fields.en} and my attempts are processed to run and judge the contest, award prizes, count participation by unit and settle complaints.`,
      };
    }
    case 'publish-name':
      return {
        vi: 'Tôi đồng ý cho công bố họ tên, đơn vị và kết quả của tôi khi tôi đạt giải.',
        en: 'I agree that my name, unit and result are published if I win a prize.',
      };
    case 'photos':
      return {
        vi: 'Tôi đồng ý cho sử dụng hình ảnh, đoạn phim có tôi tại các buổi lễ của Cuộc thi để đưa tin về Cuộc thi.',
        en: "I agree that pictures and video of me at the contest's ceremonies are used to report on the contest.",
      };
    case 'notices':
      return {
        vi: 'Tôi đồng ý nhận thông báo về lịch thi và kết quả của Cuộc thi qua số điện thoại đã đăng ký.',
        en: "I agree to receive notices on the contest's dates and results at the phone number I registered.",
      };
  }
}

function closingWords({ meta, privacy }: Asking): LocalText {
  const days = formatNumber(privacy.retentionDays);
  const contact =
    meta.contact === null ? { vi: '', en: '' } : { vi: ` qua ${meta.contact}`, en: ` through ${meta.contact}` };
  return {
    vi: `Bên kiểm soát dữ liệu: ${meta.host.vi}. Dữ liệu được lưu ${days.vi} ngày sau khi công bố kết quả cuối cùng. Tôi có quyền xem, sửa, xóa dữ liệu, hạn chế hoặc phản đối việc xử lý, khiếu nại và rút lại sự đồng ý bất cứ lúc nào${contact.vi}.`,
    en: `Controller: ${meta.host.en}. Data is kept for ${days.en} days after the last results. I may view, correct or delete it, restrict or object to its use, complain, and withdraw consent at any time${contact.en}.`,
  };
}
