import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../ui/answer-sign.tsx';
import { Button } from '../../../ui/button.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { OptionMark, tileColourOf } from './option-tiles.tsx';
import styles from './page.module.css';

type OrderTilesProps = {
  question: QuestionView;
  lang: string;
  labelledBy: string;
  /** The options placed so far, first to last. */
  order: readonly string[];
  onPressed: (optionId: string) => void;
  onCleared: () => void;
  locked: boolean;
};

/** What is to be put in order: pressed one after the other, each shows its place; nothing is dragged. SPEC A6, Q5. */
export function OrderTiles({ question, lang, labelledBy, order, onPressed, onCleared, locked }: OrderTilesProps) {
  const { t } = useTranslation('contestant');
  const left = question.options.length - order.length;
  return (
    <fieldset className={styles.tilesOptions} aria-labelledby={labelledBy}>
      <p className={styles.tilesSeveral}>{t('question.order')}</p>
      {question.options.map((option, at) => {
        const place = order.indexOf(option.optionId) + 1;
        const words = { letter: letterAt(at), text: option.text, place };
        return (
          <button
            key={option.optionId}
            type="button"
            data-option
            className={joinClasses(
              styles.tilesTile,
              tileColourOf(at),
              place > 0 && styles.tilesOn,
              locked && styles.tilesLocked,
            )}
            aria-pressed={place > 0}
            aria-label={place > 0 ? t('question.orderPlace', words) : t('question.orderFree', words)}
            lang={lang}
            disabled={locked}
            onClick={() => onPressed(option.optionId)}
          >
            <OptionMark place={at} />
            <span {...contestWords} lang={lang} className={styles.tilesText}>
              {joinHyphens(option.text)}
            </span>
            <span className={joinClasses(styles.orderPlace, place === 0 && styles.orderFree)} aria-hidden="true">
              {place > 0 ? place : ''}
            </span>
          </button>
        );
      })}
      <div className={styles.orderFoot}>
        <p className={styles.tilesSeveral} aria-live="polite">
          {left > 0 && t('question.orderLeft', { count: left })}
        </p>
        {order.length > 0 && !locked && (
          <Button kind="quiet" onClick={onCleared}>
            {t('question.orderAgain')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
