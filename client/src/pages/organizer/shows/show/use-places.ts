import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../ui/use-format.ts';
import { useShow } from './show-context.ts';
import { cuesOf, kindOf, nameOfCue } from './show-value.ts';

/** Places in the file as people name them: a cue by its place and name, the order, the rules. */
export function usePlaces(): (places: readonly string[]) => string[] {
  const { t } = useTranslation('shows');
  const { locale } = useFormat();
  const { content } = useShow();
  const cues = cuesOf(content);
  const nameOf = (place: string): string => {
    const [part = '', id] = place.split('.');
    if (part !== 'cues') return t(`parts.${part === 'title' || part === 'plan' ? part : 'rules'}`);
    if (id === undefined) return t('parts.order');
    const at = cues.findIndex((cue) => cue.id === id);
    const cue = cues[at];
    if (!cue) return t('parts.gone');
    return t('parts.cue', { place: at + 1, name: nameOfCue(cue, locale) || t(`kinds.${kindOf(cue)}`) });
  };
  return (places) => [...new Set(places.map(nameOf))];
}
