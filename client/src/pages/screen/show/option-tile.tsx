import { useTranslation } from 'react-i18next';
import { AnswerSign, answerColour } from '../../../ui/answer-sign.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { fitSize } from './fit-size.ts';
import styles from './option-tile.module.css';

/** One option: sign and text; after the reveal, how many chose it. */
export function OptionTile({
  place,
  text,
  persons,
  answered,
  state,
}: {
  place: number;
  text: string;
  persons: number | null;
  answered: number;
  state: 'open' | 'right' | 'other';
}) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const share = persons === null || answered === 0 ? 0 : persons / answered;
  return (
    <li className={joinClasses(styles.tile, answerColour(place))} data-state={state}>
      {persons !== null && <span className={styles.bar} style={{ transform: `scaleX(${share})` }} />}
      <AnswerSign place={place} className={styles.sign} />
      <span
        className={styles.text}
        style={{
          fontSize: fitSize(text, [
            [44, 46],
            [80, 38],
            [160, 30],
          ]),
        }}
      >
        {text}
      </span>
      {persons !== null && (
        <span className={styles.count}>
          <b>{rate(share, 0)}</b>
          {t('persons_word', { value: number(persons) })}
        </span>
      )}
    </li>
  );
}
