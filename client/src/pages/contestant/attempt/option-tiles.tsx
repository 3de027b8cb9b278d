import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt, markAt } from '../../../ui/answer-sign.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { OptionMark } from './option-mark.tsx';
import styles from './option-tiles.module.css';

type OptionTilesProps = {
  question: QuestionView;
  labelledBy: string;
  chosen: readonly string[];
  onChosen: (optionIds: string[]) => void;
  locked: boolean;
};

/** The options as full-width tiles: one choice, or several where the question takes several. SPEC A6. */
export function OptionTiles({ question, labelledBy, chosen, onChosen, locked }: OptionTilesProps) {
  const { t } = useTranslation('contestant');
  const name = useId();
  const { several, options } = question;
  const toggle = (optionId: string) => {
    if (!several) onChosen([optionId]);
    else onChosen(chosen.includes(optionId) ? chosen.filter((one) => one !== optionId) : [...chosen, optionId]);
  };
  return (
    <fieldset className={styles.options} aria-labelledby={labelledBy}>
      {several && <p className={styles.several}>{t('question.several')}</p>}
      {options.map((option, place) => {
        const on = chosen.includes(option.optionId);
        return (
          <label
            key={option.optionId}
            className={joinClasses(styles.tile, styles[markAt(place)], on && styles.on, locked && styles.locked)}
          >
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              className="unseen"
              checked={on}
              disabled={locked}
              onChange={() => toggle(option.optionId)}
              aria-label={t('question.option', { letter: letterAt(place), text: option.text })}
            />
            <OptionMark place={place} />
            <span className={styles.text}>{option.text}</span>
            <svg className={styles.check} viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
              <path
                d="m5 12.5 4.5 4.5L19 7.5"
                fill="none"
                stroke="currentColor"
                strokeWidth="3"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          </label>
        );
      })}
    </fieldset>
  );
}
