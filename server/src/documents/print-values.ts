import { vietnamTimeOf } from '@hoithi/shared/rules/vietnam-time';

/** Numbers and instants as printed papers write them. Instants are Vietnam's time. */
export type PaperLanguage = 'vi' | 'en';

const two = (n: number): string => String(n).padStart(2, '0');

/** 25.980 or 25,980; a decrease with a minus sign. */
export function printCount(count: number, lang: PaperLanguage): string {
  const whole = String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return `${count < 0 ? '−' : ''}${whole}`;
}

/** 2026-02-01 as 01/02/2026. */
export const printDay = (day: string): string => day.split('-').reverse().join('/');

/** 20:00:07 ngày 03/11/2024, or 20:00:07 on 03/11/2024. Units: epoch ms. */
export function printInstant(atMs: number, lang: PaperLanguage, seconds = true): string {
  const at = vietnamTimeOf(atMs);
  const time = `${two(at.hour)}:${two(at.minute)}${seconds ? `:${two(at.second)}` : ''}`;
  return `${time} ${lang === 'vi' ? 'ngày' : 'on'} ${two(at.day)}/${two(at.month)}/${at.year}`;
}

/** 12:34, with hours 1:02:34, with parts of a second 12:34,500. Units: ms. */
export function printElapsed(ms: number, lang: PaperLanguage): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const part = ms % 1000 === 0 ? '' : `${lang === 'vi' ? ',' : '.'}${String(ms % 1000).padStart(3, '0')}`;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}${part}`;
}
