import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import styles from './page.module.css';
import type { useSaid } from './use-said.ts';

/** In which of its languages a question is read; each stands under its own name. */
export function LanguageChoice({ lang, languages, choose }: Omit<ReturnType<typeof useSaid>, 'question'>) {
  const { t } = useTranslation('contestant');
  const name = useId();
  if (languages.length < 2) return null;
  return (
    <div className={styles.languages}>
      <PillChoice
        legend={t('question.language')}
        name={name}
        options={languages.map((value) => ({ value, label: nameOf(value) }))}
        value={lang}
        onChange={choose}
      />
    </div>
  );
}

const nameOf = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
