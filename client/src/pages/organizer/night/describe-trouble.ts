import type { NightTrouble } from '@hoithi/shared/contract/night';
import type { TFunction } from 'i18next';
import type { useFormat } from '../../../ui/use-format.ts';

type Format = ReturnType<typeof useFormat>;
type Night = TFunction<'night'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A length of time in one unit, as people write it. */
export function formatDuration(ms: number, t: Night, format: Format): string {
  if (ms < 1_000) return t('ms', { n: format.number(Math.round(ms)) });
  if (ms < 2 * minuteMs) return t('seconds', { n: format.number(Math.round(ms / 1_000)) });
  if (ms < 2 * hourMs) return t('minutes', { n: format.number(Math.round(ms / minuteMs)) });
  return t('hours', { n: format.number(Math.round(ms / hourMs)) });
}

type Values = { store?: string; time?: string; name?: string; n?: string; of?: string; versions?: string };

function valuesOf(trouble: NightTrouble, t: Night, format: Format): Values {
  switch (trouble.code) {
    case 'store_unavailable':
      return { store: t(`stores.${trouble.store}`), time: formatDuration(trouble.forMs, t, format) };
    case 'process_silent':
      return { name: trouble.name, time: formatDuration(trouble.forMs, t, format) };
    case 'acks_slow':
      return { time: formatDuration(trouble.p99Ms, t, format) };
    case 'answers_waiting':
      return { time: formatDuration(trouble.forMs, t, format) };
    case 'loop_slow':
      return { name: trouble.name, time: formatDuration(trouble.delayMs, t, format) };
    case 'connections_scarce':
      return {
        name: trouble.name,
        n: format.number(trouble.connections.open),
        of: format.number(trouble.connections.max),
      };
    case 'rankings_behind':
      return { n: format.number(trouble.waiting) };
    case 'answers_late':
      return { n: format.number(trouble.count), of: format.number(trouble.of) };
    case 'faults':
      return { n: format.number(trouble.count) };
    case 'versions_differ':
      return { versions: trouble.versions.join(', ') };
  }
}

/** What is not as it should be, and what to do about it. */
export function describeTrouble(trouble: NightTrouble, t: Night, format: Format): { title: string; todo: string } {
  const values = valuesOf(trouble, t, format);
  const code = trouble.code === 'store_unavailable' ? (`unavailable_${trouble.store}` as const) : trouble.code;
  return { title: t(`troubles.${code}.title`, values), todo: t(`troubles.${code}.todo`, values) };
}
