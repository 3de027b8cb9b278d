import { printHundredths } from '@hoithi/shared/rules/percent';

/**
 * Numbers, instants and durations as people here write them. Instants are always shown in Vietnam's time
 * (Asia/Ho_Chi_Minh, UTC+7 without summer time), whatever the device's zone. Source: look.md, type.
 */
export type Locale = 'vi' | 'en';

const noBreak = '\u00a0';
const zoneMs = 7 * 3_600_000;
const weekdays: Record<Locale, readonly string[]> = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** 12.480 in Vietnamese, 12,480 in English; decimals only where the value has them, at most `decimals`. */
export function formatNumber(value: number, locale: Locale, decimals = 0): string {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor) / factor;
  const [whole = '0', part] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, locale === 'vi' ? '.' : ',');
  const sign = value < 0 && rounded !== 0 ? '−' : '';
  return `${sign}${grouped}${part ? (locale === 'vi' ? ',' : '.') + part : ''}`;
}

/**
 * 0.22883 as 22,88 % or 22.88 %, as every report prints it; with `decimals`, a coarse rate has at most
 * so many: 23 %. Units: 1 is 100 %. Source: SPEC C11.
 */
export function formatRate(rate: number, locale: Locale, decimals?: number): string {
  const digits =
    decimals === undefined
      ? printHundredths(Math.round(rate * 10_000), locale)
      : formatNumber(rate * 100, locale, decimals);
  return `${digits}${noBreak}%`;
}

/** 20:00 Chủ nhật, 03/11/2024. Units: epoch ms. */
export function formatInstant(atMs: number, locale: Locale): string {
  return `${formatTime(atMs)} ${formatDay(atMs, locale)}`;
}

/** Chủ nhật, 03/11/2024 */
export function formatDay(atMs: number, locale: Locale): string {
  const at = new Date(atMs + zoneMs);
  return `${weekdays[locale][at.getUTCDay()]}, ${formatDate(atMs, locale)}`;
}

/** 03/11/2024 */
export function formatDate(atMs: number, locale: Locale): string {
  const at = new Date(atMs + zoneMs);
  return locale === 'vi'
    ? `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`
    : `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** 20:00, or 20:00:07 */
export function formatTime(atMs: number, seconds = false): string {
  const at = new Date(atMs + zoneMs);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}${seconds ? `:${two(at.getUTCSeconds())}` : ''}`;
}

/** The end of a window, which does not belong to it: midnight is written as 24 giờ of the day before. SPEC R2. */
export function formatClosing(closesAtMs: number, locale: Locale): string {
  if (formatTime(closesAtMs, true) !== '00:00:00') return formatInstant(closesAtMs, locale);
  return `${locale === 'vi' ? '24 giờ' : '24:00'} ${formatDay(closesAtMs - 1, locale)}`;
}

/** How long something took: 2 giờ 5 phút 7 giây; parts of a second only where there are any. Units: ms. */
export function formatDuration(ms: number, locale: Locale): string {
  const units = locale === 'vi' ? ['ngày', 'giờ', 'phút', 'giây'] : ['d', 'h', 'min', 's'];
  const whole = Math.floor(ms / 1000);
  const counts = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  const seconds = (whole % 60) + (ms - whole * 1000) / 1000;
  const parts = counts.flatMap((count, i) => (count > 0 ? [`${count} ${units[i]}`] : []));
  if (seconds > 0 || parts.length === 0) parts.push(`${formatNumber(seconds, locale, 3)} ${units[3]}`);
  return parts.join(' ');
}

/** What is left, for a clock: 12:34, or 1:02:34 from an hour and beside days. A started second still counts. Units: ms. */
export function formatClock(leftMs: number, besideDays = false): string {
  const left = Math.max(0, Math.ceil(leftMs / 1000));
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor(left / 60) % 60;
  return `${hours > 0 || besideDays ? `${hours}:${two(minutes)}` : minutes}:${two(left % 60)}`;
}

/** 5.000.000 đ */
export function formatMoney(amount: number, locale: Locale, currency = 'VND'): string {
  const shown = formatNumber(amount, locale);
  if (locale === 'en') return `${currency} ${shown}`;
  return currency === 'VND' ? `${shown} đồng` : `${shown} ${currency}`;
}
