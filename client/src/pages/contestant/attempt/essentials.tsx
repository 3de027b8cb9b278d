import type { ContestCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type EssentialsProps = {
  contest: ContestCard;
  practice: boolean;
  /** The words of the button that starts the clock. */
  press: string;
};

/** The printed rules for the moment before the start: how many, how long, and what cannot be undone. */
export function Essentials({ contest, practice, press }: EssentialsProps) {
  const { t } = useTranslation('contestant');
  const { locale, number, duration } = useFormat();
  const { attemptSeconds, questionSeconds, pacing } = contest;
  const minutes = attemptSeconds === null ? null : attemptSeconds / 60;
  const sentences = [
    minutes === null ? t('start.noLimit') : t('start.clock', { press }),
    pacing === 'one-by-one' && t('start.oneByOne'),
    pacing === 'paper' && t('start.paper'),
    questionSeconds && t('start.perQuestion', { time: duration(questionSeconds * 1000) }),
    locale !== 'vi' && t('start.language'),
    practice ? t('start.practiceNote') : t('start.drop'),
  ].filter((sentence) => typeof sentence === 'string');
  return (
    <>
      <dl className={styles.startFigures}>
        <Figure value={number(contest.questionCount)} unit={t('start.questions', { count: contest.questionCount })} />
        {minutes !== null && <Figure value={number(minutes, 1)} unit={t('start.minutes', { count: minutes })} />}
      </dl>
      <ul className={styles.startSentences}>
        {sentences.map((sentence) => (
          <li key={sentence} className={styles.startSentence}>
            <Star />
            {sentence}
          </li>
        ))}
      </ul>
    </>
  );
}

function Figure({ value, unit }: { value: string; unit: string }) {
  return (
    <div className={styles.startFigure}>
      <dd className={styles.startValue}>{value}</dd>
      <dt className={styles.startUnit}>{unit}</dt>
    </div>
  );
}
