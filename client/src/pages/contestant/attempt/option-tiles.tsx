import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerSign, letterAt, markAt } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import styles from './page.module.css';

type OptionTilesProps = {
  question: QuestionView;
  lang: string;
  labelledBy: string;
  chosen: readonly string[];
  onPressed: (optionId: string) => void;
  locked: boolean;
};

const colourOf = {
  triangle: styles.tilesTriangle,
  diamond: styles.tilesDiamond,
  circle: styles.tilesCircle,
  square: styles.tilesSquare,
  pentagon: styles.tilesPentagon,
  hexagon: styles.tilesHexagon,
};

/** The class of a tile's own colour. */
export const tileColourOf = (place: number): string | undefined => colourOf[markAt(place)];

/** The options as full-width tiles: one choice, or several where the question takes several. SPEC A6. */
export function OptionTiles({ question, lang, labelledBy, chosen, onPressed, locked }: OptionTilesProps) {
  const { t } = useTranslation('contestant');
  const name = useId();
  const { options } = question;
  const several = question.kind === 'several';
  return (
    <fieldset className={styles.tilesOptions} aria-labelledby={labelledBy}>
      {several && <p className={styles.tilesSeveral}>{t('question.several')}</p>}
      {options.map((option, place) => {
        const on = chosen.includes(option.optionId);
        return (
          <label
            key={option.optionId}
            className={joinClasses(
              styles.tilesTile,
              tileColourOf(place),
              on && styles.tilesOn,
              locked && styles.tilesLocked,
            )}
          >
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              className="unseen"
              checked={on}
              disabled={locked}
              onChange={() => onPressed(option.optionId)}
              aria-label={t('question.option', { letter: letterAt(place), text: option.text })}
              lang={lang}
            />
            <OptionMark place={place} />
            <span {...contestWords} lang={lang} className={styles.tilesText}>
              {joinHyphens(option.text)}
            </span>
            <svg className={styles.tilesCheck} viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
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

/** The sign at the head of an option's tile. */
export function OptionMark({ place }: { place: number }) {
  return <AnswerSign place={place} className={styles.tileMark} />;
}
