import type { Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { joinWords, type Section } from './format-value.ts';
import { wordsOfAudience, wordsOfField, wordsOfRole } from './value-words.ts';

/** Who may take part and who may not. Source: SPEC S7; domain (a2) 16, 17. */
export function printEligibility({ eligibility, exclusions }: Rules): Section {
  const groups = joinWords(eligibility.audiences.map((audience) => wordsOfAudience[audience]));
  const excluded = joinWords(exclusions.map((role) => wordsOfRole[role]));
  return {
    id: 'eligibility',
    heading: { vi: 'Đối tượng dự thi', en: 'Who may take part' },
    sentences: [
      endSentence(eligibility.text),
      { vi: `Các nhóm đối tượng: ${groups.vi}.`, en: `Groups: ${groups.en}.` },
      printAges(eligibility.ageMin, eligibility.ageMax),
      exclusions.length === 0
        ? { vi: 'Không có đối tượng bị loại trừ.', en: 'Nobody is excluded.' }
        : {
            vi: `Không được dự thi: ${excluded.vi}. Hệ thống từ chối trước khi bắt đầu làm bài và nêu rõ lý do.`,
            en: `Excluded: ${excluded.en}. The system refuses them before an attempt starts and states the reason.`,
          },
    ],
  };
}

/** What an organizer typed may lack its full stop. */
function endSentence({ vi, en }: LocalText): LocalText {
  const end = (text: string) => (text.endsWith('.') ? text : `${text}.`);
  return { vi: end(vi), en: end(en) };
}

function printAges(min: number | null, max: number | null): LocalText {
  if (min === null && max === null) return { vi: 'Không giới hạn độ tuổi dự thi.', en: 'There is no age limit.' };
  if (max === null)
    return { vi: `Người dự thi từ đủ ${min} tuổi trở lên.`, en: `Contestants are at least ${min} years old.` };
  if (min === null)
    return { vi: `Người dự thi không quá ${max} tuổi.`, en: `Contestants are at most ${max} years old.` };
  return {
    vi: `Người dự thi từ đủ ${min} tuổi đến ${max} tuổi.`,
    en: `Contestants are from ${min} to ${max} years old.`,
  };
}

/** The account and what has to be stated. Source: SPEC S1, S3, S4; domain (a2) 19, 20. */
export function printProfile({ profile }: Rules): Section {
  const required = joinWords(fieldWords(profile.fields, true), ', ');
  const voluntary = joinWords(fieldWords(profile.fields, false), ', ');
  return {
    id: 'profile',
    heading: { vi: 'Tài khoản và thông tin dự thi', en: 'Account and details' },
    sentences: [
      {
        vi: 'Người dự thi đăng nhập bằng số điện thoại và mã xác thực gửi đến số đó. Mỗi số điện thoại ứng với một tài khoản duy nhất.',
        en: 'Contestants sign in with a phone number and a code sent to it. One phone number is one account.',
      },
      ...(required.vi === '' ? [] : [{ vi: `Thông tin bắt buộc: ${required.vi}.`, en: `Required: ${required.en}.` }]),
      ...(voluntary.vi === ''
        ? []
        : [{ vi: `Thông tin không bắt buộc: ${voluntary.vi}.`, en: `Optional: ${voluntary.en}.` }]),
      profile.lockedAfterFirstAttempt
        ? {
            vi: 'Thông tin đã khai không thay đổi được kể từ khi bắt đầu lượt thi đầu tiên của Cuộc thi.',
            en: 'Details cannot be changed once the first attempt of the contest has started.',
          }
        : {
            vi: 'Thông tin đã khai có thể được sửa trong suốt Cuộc thi.',
            en: 'Details may be corrected throughout the contest.',
          },
    ],
  };
}

function fieldWords(fields: Rules['profile']['fields'], required: boolean): LocalText[] {
  return fields.filter((field) => field.required === required).map(({ key }) => wordsOfField[key]);
}
