import { z } from 'zod';

/** A whole number within bounds, as a number or typed as digits. */
export function readInteger(min: number, max: number) {
  const message = `cần một số nguyên từ ${min} đến ${max}`;
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .trim()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      message,
    )
    .pipe(z.number(message).int(message).min(min, message).max(max, message));
}

/** A whole number within bounds, or 0 for "none", which is kept as null. */
export function readIntegerOrNone(min: number, max: number) {
  const message = `cần số 0 (không áp dụng) hoặc một số nguyên từ ${min} đến ${max}`;
  return readInteger(0, max)
    .refine((value) => value === 0 || value >= min, message)
    .transform((value) => (value === 0 ? null : value));
}

export function readBoolean() {
  const word = z.enum(['true', 'false']).transform((value) => value === 'true');
  return z.union([z.boolean(), word], 'cần chọn “có” hoặc “không”');
}

/** One of the offered values; gives back what that choice puts into the rules. */
export function readChoice<T>(choices: readonly { value: string; puts: T }[]): z.ZodType<T> {
  const message = 'cần chọn một trong các phương án đã nêu';
  return z.string(message).transform((value, context) => {
    const chosen = choices.find((choice) => choice.value === value);
    if (chosen !== undefined) return chosen.puts;
    context.issues.push({ code: 'custom', message, input: value });
    return z.NEVER;
  });
}

/** HH:MM as minutes after midnight; 24:00 is the end of the day. */
export function readClock() {
  const message = 'cần giờ và phút dạng 18:00, muộn nhất là 24:00';
  return z
    .string(message)
    .trim()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, message)
    .transform((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
}

/** An instant with its offset, as epoch milliseconds. */
export function readInstant() {
  const message = 'cần ngày giờ đầy đủ kèm múi giờ, ví dụ 2026-03-02T00:00:00+07:00';
  return z.iso.datetime({ offset: true, error: message }).transform((instant) => Date.parse(instant));
}
