import { z } from 'zod';
import type { ExcludedRole } from '../../contract/refusal.ts';
import type { ProfileFieldKey } from '../../contract/rules.ts';
import { type Choice, type PlanQuestion, planQuestion, putInDraft, readBoolean, readChoice } from './plan-question.ts';

const exclusionChoices: Choice<ExcludedRole[]>[] = [
  {
    value: 'committee-jury-support',
    puts: ['ORGANIZING_COMMITTEE', 'JURY', 'SUPPORT_TEAM'],
    label: { vi: 'Ban Tổ chức, Ban Giám khảo, Tổ giúp việc', en: 'Organizing committee, jury, support team' },
  },
  {
    value: 'committee-secretariat-involved',
    puts: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'],
    label: {
      vi: 'Ban Tổ chức, Tổ Thư ký, người trực tiếp tham gia tổ chức',
      en: 'Organizing committee, secretariat, anyone directly involved',
    },
  },
  {
    value: 'committee-authors-secretariat-support',
    puts: ['ORGANIZING_COMMITTEE', 'QUESTION_AUTHORS', 'SECRETARIAT', 'SUPPORT_TEAM'],
    label: {
      vi: 'Ban Tổ chức, Tổ soạn thảo câu hỏi - đáp án, Tổ Thư ký, Tổ giúp việc',
      en: 'Organizing committee, question authors, secretariat, support team',
    },
  },
  { value: 'none', puts: [], label: { vi: 'Không loại trừ ai', en: 'Nobody is excluded' } },
];

const fieldChoices = [
  fields('name-unit', ['name', 'unit'], 'Họ tên, đơn vị', 'Name, unit'),
  fields('name-unit-audience', ['name', 'unit', 'audience'], 'Họ tên, đơn vị, nhóm đối tượng', 'Name, unit, group'),
  fields('name-unit-job', ['name', 'unit', 'jobTitle'], 'Họ tên, đơn vị, chức vụ', 'Name, unit, job title'),
  fields(
    'name-birth-address',
    ['name', 'birthDate', 'address'],
    'Họ tên, ngày sinh, địa chỉ',
    'Name, date of birth, address',
  ),
  fields(
    'name-birth-id-address-unit',
    ['name', 'birthDate', 'nationalId', 'address', 'unit'],
    'Họ tên, ngày sinh, số định danh cá nhân, địa chỉ, đơn vị',
    'Name, date of birth, ID number, address, unit',
  ),
];

export const peopleQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'exclusions',
    kind: 'choice',
    prompt: { vi: 'Những ai không được dự thi?', en: 'Who may not take part?' },
    choices: exclusionChoices,
    example: 'committee-jury-support',
    isOpen: (draft) => draft.exclusions === null,
    read: readChoice(exclusionChoices),
    put: (draft, exclusions) => ({ ...draft, exclusions }),
  }),
  planQuestion({
    id: 'profile.fields',
    kind: 'choice',
    prompt: {
      vi: 'Người dự thi phải khai những thông tin nào (ngoài số điện thoại)? Chỉ thu thập thông tin cần cho cuộc thi.',
      en: 'What must a contestant state (besides the phone number)? Collect only what the contest needs.',
    },
    choices: fieldChoices,
    example: 'name-unit',
    isOpen: (draft) => draft.profile?.fields == null,
    read: readChoice(fieldChoices),
    put: (draft, puts) => putInDraft(draft, 'profile', { fields: puts.map((key) => ({ key, required: true })) }),
  }),
  planQuestion({
    id: 'profile.lockedAfterFirstAttempt',
    kind: 'boolean',
    prompt: {
      vi: 'Khóa thông tin cá nhân từ khi bắt đầu lượt thi đầu tiên?',
      en: 'Are personal details locked once the first attempt has started?',
    },
    example: 'true',
    isOpen: (draft) => draft.profile?.lockedAfterFirstAttempt == null,
    read: readBoolean(),
    put: (draft, lockedAfterFirstAttempt) => putInDraft(draft, 'profile', { lockedAfterFirstAttempt }),
  }),
  planQuestion({
    id: 'meta.contact',
    kind: 'text',
    prompt: {
      vi: 'Người dự thi liên hệ, phản ánh với đầu mối nào? (bộ phận, số điện thoại)',
      en: 'Whom do contestants contact, also with complaints? (office, telephone)',
    },
    example: 'Tổ Thư ký Cuộc thi',
    isOpen: (draft) => draft.meta?.contact == null,
    read: z
      .string('cần tên hoặc số điện thoại của đầu mối')
      .trim()
      .min(1, 'cần tên hoặc số điện thoại của đầu mối')
      .max(200, 'không quá 200 ký tự'),
    put: (draft, contact) => putInDraft(draft, 'meta', { contact }),
  }),
];

function fields(value: string, puts: ProfileFieldKey[], vi: string, en: string) {
  return { value, puts, label: { vi, en } };
}
