import type { LocalText } from '@hoithi/shared/contract/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatClosing,
  formatDate,
  formatDay,
  formatDuration,
  formatInstant,
  formatMoney,
  formatNumber,
  formatRate,
  formatTime,
  type Locale,
} from './format.ts';

/** The formats, bound to the language of the page. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale: Locale = i18n.resolvedLanguage === 'en' ? 'en' : 'vi';
  return useMemo(
    () => ({
      locale,
      local: (text: LocalText) => text[locale],
      number: (value: number, decimals?: number) => formatNumber(value, locale, decimals),
      rate: (rate: number, decimals?: number) => formatRate(rate, locale, decimals),
      instant: (atMs: number) => formatInstant(atMs, locale),
      closing: (atMs: number) => formatClosing(atMs, locale),
      time: (atMs: number) => formatTime(atMs, true),
      day: (atMs: number) => formatDay(atMs, locale),
      date: (atMs: number) => formatDate(atMs, locale),
      duration: (ms: number) => formatDuration(ms, locale),
      money: (amount: number, currency?: string) => formatMoney(amount, locale, currency),
    }),
    [locale],
  );
}
