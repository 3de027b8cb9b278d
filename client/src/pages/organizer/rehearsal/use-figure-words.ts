import type { VerdictCheck } from '@hoithi/shared/contract/rehearsal';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';

const gibibyte = 1024 ** 3;
const times: ReadonlySet<VerdictCheck['id']> = new Set(['answer', 'join', 'reconnect', 'clock']);
const atLeast: ReadonlySet<VerdictCheck['id']> = new Set(['joined', 'submitted']);

/** Figures of a rehearsal as the page writes them. */
export function useFigureWords() {
  const { t } = useTranslation('rehearsal');
  const { number, locale } = useFormat();
  return useMemo(() => {
    const second = locale === 'vi' ? 'giây' : 's';
    const seconds = (value: number): string => `${number(value)}\u00a0${second}`;
    const ms = (value: number): string =>
      value < 1_000 ? `${number(value, value < 10 ? 1 : 0)}\u00a0ms` : `${number(value / 1000, 2)}\u00a0${second}`;
    const of = (id: VerdictCheck['id'], value: number): string => {
      if (id === 'end') return t(value === 1 ? 'report.yes' : 'report.no');
      return times.has(id) ? ms(value) : number(value);
    };
    return {
      ms,
      seconds,
      memory: (bytes: number): string =>
        bytes < gibibyte ? `${number(bytes / 1024 ** 2, 0)}\u00a0MiB` : `${number(bytes / gibibyte, 1)}\u00a0GiB`,
      measured: ({ id, measured }: VerdictCheck): string =>
        measured === null ? t('report.notMeasured') : of(id, measured),
      limit: ({ id, limit }: VerdictCheck): string => {
        if (id === 'end') return t('report.yes');
        return t(atLeast.has(id) ? 'report.atLeast' : 'report.atMost', { value: of(id, limit) });
      },
    };
  }, [t, number, locale]);
}
