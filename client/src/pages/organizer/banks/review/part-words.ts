import type { Json } from '@hoithi/shared/contract/json';
import type { Step } from '@hoithi/shared/rulebook/draft/changes';
import { useTranslation } from 'react-i18next';
import type bank from '../../../../locales/vi/bank.json';

type Part = keyof typeof bank.field;

/** How a part of a question and its value are said: "Phương án C: Công an". */
export function usePartWords() {
  const { t } = useTranslation('bank');
  const nameOf = (place: readonly Step[]): string => {
    const [part = '', item] = place;
    const letter = item && /^#[a-f]$/.test(item) ? ` ${item.slice(1).toUpperCase()}` : '';
    return `${t(`field.${part as Part}`, { defaultValue: part })}${letter}`;
  };
  const write = (value: Json | undefined): string => {
    if (value === undefined || value === null || value === '') return t('review.nothing');
    if (typeof value !== 'object') return String(value);
    if (Array.isArray(value)) return value.map(write).join('; ') || t('review.nothing');
    const { id, text } = value as { id?: Json; text?: Json };
    if (typeof text === 'string') return typeof id === 'string' ? `${id.toUpperCase()}. ${text}` : text;
    const said = Object.values(value).filter((each) => each !== null);
    return said.map(write).join(', ') || t('review.nothing');
  };
  return { nameOf, write };
}
