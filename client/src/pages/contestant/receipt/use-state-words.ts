import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import type { LogState } from './use-log-receipt.ts';

export type StateWords = { state: string; stateWords: string; good: boolean };
type Seen = Exclude<LogState, { is: 'loading' | 'none' }>;

/** Whether the entry is in the published log, and what this device compared by itself, in plain words. */
export function useStateWords(state: LogState): StateWords {
  const { t } = useTranslation('receipt');
  const { number } = useFormat();
  const place = usePlaceWords();
  if (state.is === 'loading' || state.is === 'none') return { state: t('title'), stateWords: t(state.is), good: true };
  const { differs } = state;
  const isBad = state.is === 'broken' || differs.length > 0;
  const words = [
    place(state),
    ...compared(state).map(([key, count]) => t(key, { count, shown: String(count) })),
    ...(differs.length > 0 ? [t('differs', { parts: differs.map((part) => t(`part.${part}`)).join(', ') })] : []),
    ...state.decided.map(({ is, no, place: at, reason }) => t(`decided.${is}`, { no, place: number(at), reason })),
    ...(state.once ? [t('once')] : []),
    ...(isBad ? [t('evidence')] : []),
    ...(state.offline ? [t('offline')] : []),
  ];
  return { state: t(isBad ? 'state.broken' : `state.${state.is}`), stateWords: words.join(' '), good: !isBad };
}

function usePlaceWords(): (state: Seen) => string {
  const { t } = useTranslation('receipt');
  const { number, time } = useFormat();
  return (state) => {
    if (state.is === 'waiting') return t('waiting', { until: time(state.untilMs) });
    if (state.is === 'broken') return t(`broken.${state.why}`);
    const { place } = state.receipt;
    return t('logged', { place: number(place?.index ?? 0), size: number(place?.size ?? 0) });
  };
}

/** How many answers were compared here, and how many came from another device. */
function compared({ receipt, differs, answers, elsewhere }: Seen): ['compared' | 'elsewhere' | 'notHere', number][] {
  if (!receipt) return [];
  if (answers === 0) return [['notHere', 0]];
  return [
    ...(differs.length === 0 ? ([['compared', answers]] as ['compared', number][]) : []),
    ...(elsewhere > 0 ? ([['elsewhere', elsewhere]] as ['elsewhere', number][]) : []),
  ];
}
