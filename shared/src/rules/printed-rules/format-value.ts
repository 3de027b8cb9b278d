import type { PrintedRules } from '../../contract/organizer.ts';
import type { LocalText } from '../../contract/text.ts';
import { startOfVietnamDay, type VietnamTime, vietnamTimeOf } from '../vietnam-time.ts';

const weekdays = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const two = (value: number) => String(value).padStart(2, '0');

/** 12.480 in Vietnamese, 12,480 in English. */
export function formatNumber(value: number): LocalText {
  const [whole = '0', part] = String(value).split('.');
  const grouped = (mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  return {
    vi: part === undefined ? grouped('.') : `${grouped('.')},${part}`,
    en: part === undefined ? grouped(',') : `${grouped(',')}.${part}`,
  };
}

/** A number of things as official texts write it: 01, 03, 15. */
export function formatCount(value: number): LocalText {
  const plain = formatNumber(value);
  return { vi: value < 10 ? two(value) : plain.vi, en: plain.en };
}

/** Đồng, with the unit. */
export function formatAmount(amountVnd: number): LocalText {
  const { vi, en } = formatNumber(amountVnd);
  return { vi: `${vi} đồng`, en: `VND ${en}` };
}

/** A share from 0 to 1 as a percentage with at most two decimals. */
export function formatShare(share: number): LocalText {
  const { vi, en } = formatNumber(Math.round(share * 10_000) / 100);
  return { vi: `${vi}\u00a0%`, en: `${en}\u00a0%` };
}

/** Whole seconds in the largest units that are exact: 15 phút, 1 phút 30 giây. */
export function formatSeconds(seconds: number): LocalText {
  const parts = [
    { size: Math.floor(seconds / 3600), vi: 'giờ', en: 'hour' },
    { size: Math.floor((seconds % 3600) / 60), vi: 'phút', en: 'minute' },
    { size: seconds % 60, vi: 'giây', en: 'second' },
  ].filter(({ size }) => size > 0);
  if (parts.length === 0) return { vi: '0 giây', en: '0 seconds' };
  return {
    vi: parts.map(({ size, vi }) => `${size} ${vi}`).join(' '),
    en: parts.map(({ size, en }) => `${size} ${en}${size === 1 ? '' : 's'}`).join(' '),
  };
}

/** Milliseconds as seconds with the decimals they have: 1,5 giây. */
export function formatMs(ms: number): LocalText {
  const { vi, en } = formatNumber(ms / 1000);
  return { vi: `${vi} giây`, en: `${en} ${ms === 1000 ? 'second' : 'seconds'}` };
}

/** A plain date, 10/10/2023. The input is an ISO date. */
export function formatDate(isoDate: string): LocalText {
  const [year, month, day] = isoDate.split('-');
  return { vi: `${day}/${month}/${year}`, en: `${day}/${month}/${year}` };
}

/** 07 giờ 30 phút Thứ Hai, ngày 09/09/2024. */
export function formatMoment(instant: string): LocalText {
  return momentWords(vietnamTimeOf(Date.parse(instant)), null);
}

/** A closing moment. Midnight is the end of the day before: 24 giờ 00 phút ngày X. Source: SPEC R2. */
export function formatClosing(instant: string): LocalText {
  const ms = Date.parse(instant);
  const isMidnight = ms === startOfVietnamDay(ms);
  return isMidnight ? momentWords(vietnamTimeOf(ms - 1), '24') : formatMoment(instant);
}

function momentWords(time: VietnamTime, hourWord: string | null): LocalText {
  const hour = hourWord ?? two(time.hour);
  const minute = hourWord === null ? two(time.minute) : '00';
  const second = hourWord === null && time.second > 0 ? two(time.second) : null;
  const date = `${two(time.day)}/${two(time.month)}/${time.year}`;
  return {
    vi: `${hour} giờ ${minute} phút${second === null ? '' : ` ${second} giây`} ${weekdays.vi[time.weekday]}, ngày ${date}`,
    en: `${hour}:${minute}${second === null ? '' : `:${second}`} on ${weekdays.en[time.weekday]}, ${date}`,
  };
}

/** A list inside a sentence, in both languages, separated as the list's own commas allow. */
export function joinWords(words: readonly LocalText[], separator = '; '): LocalText {
  return { vi: words.map(({ vi }) => vi).join(separator), en: words.map(({ en }) => en).join(separator) };
}

/** One headed part of the printed rules: sentences that a number may stand before. */
export type Section = PrintedRules['sections'][number];
