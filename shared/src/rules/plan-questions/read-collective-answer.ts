import { z } from 'zod';
import { type CollectiveFilter, CollectiveFilter as CollectiveFilterSchema } from '../../contract/collective.ts';
import { foldText } from '../fold.ts';

const { minRateBySize: Tiers, mandatory: Groups } = CollectiveFilterSchema.shape;

const weightsMessage = 'cần hai hệ số phần trăm cách nhau bằng dấu gạch nối, tổng bằng 100, ví dụ 60-40';

/** 60-40 as [0.6, 0.4]. */
export const readWeights = z
  .string(weightsMessage)
  .trim()
  .regex(/^\d{1,3}-\d{1,3}$/, weightsMessage)
  .transform((text) => text.split('-').map(Number))
  .refine((weights) => weights.reduce((sum, weight) => sum + weight, 0) === 100, weightsMessage)
  .transform((weights) => weights.map((weight) => weight / 100));

/** "50: 30%; 100: 25%" as tiers that rise; "0" as none. */
export const readSizeTiers = readList<CollectiveFilter['minRateBySize'][number]>(
  'cần số 0 (không đặt) hoặc các bậc tăng dần dạng “50: 30%; 100: 25%”',
  /^(\d{1,7})\s*:\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/,
  ([under = '', percent = '']) => ({ under: Number(under), minRate: percentOf(percent) }),
  (tiers) =>
    Tiers.safeParse(tiers).success && tiers.every(({ under }, at) => (under ?? 0) > (tiers[at - 1]?.under ?? 0)),
);

/** "Lãnh đạo: 1 người; Trưởng phòng: 50%" as groups; "0" as none. */
export const readMandatoryGroups = readList<CollectiveFilter['mandatory'][number]>(
  'cần số 0 (không có) hoặc các nhóm không trùng tên, dạng “Lãnh đạo: 1 người; Trưởng phòng: 50%”',
  /^([^:;]{1,120}?)\s*:\s*(\d{1,6}(?:[.,]\d{1,2})?)\s*(%|người|people)$/u,
  ([name = '', amount = '', unit = '']) => ({
    name,
    atLeast:
      unit === '%'
        ? { unit: 'share' as const, share: percentOf(amount) }
        : { unit: 'persons' as const, persons: Number(amount) },
  }),
  (groups) =>
    Groups.safeParse(groups).success && new Set(groups.map(({ name }) => foldText(name))).size === groups.length,
);

const percentOf = (text: string): number => Math.round(Number(text.replace(',', '.')) * 100) / 10_000;

/** Items divided by semicolons, each of one form; what the whole must be besides is the caller's. */
function readList<T>(
  message: string,
  form: RegExp,
  make: (parts: string[]) => T,
  fits: (items: T[]) => boolean,
): z.ZodType<T[]> {
  const text = z.union([z.string(), z.number().transform(String)], message);
  return text.transform((answer, context) => {
    const written = answer.normalize('NFC').trim();
    if (written === '0') return [];
    const matches = written.split(';').map((item) => form.exec(item.trim()));
    const items = matches.flatMap((match) => (match ? [make(match.slice(1))] : []));
    if (items.length === matches.length && fits(items)) return items;
    context.issues.push({ code: 'custom', message, input: answer });
    return z.NEVER;
  });
}
