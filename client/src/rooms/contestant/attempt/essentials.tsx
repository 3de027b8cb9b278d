import type { ContestCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './start-page.module.css';

/** The printed rules in four or five lines, for the moment before the start. */
export function Essentials({ contest, practice }: { contest: ContestCard; practice: boolean }) {
  const { t } = useTranslation('contestant');
  const { duration } = useFormat();
  const seconds = contest.attemptSeconds;
  const lines = [
    t('start.count', { count: contest.questionCount }),
    seconds === null ? t('start.noLimit') : t('start.limit', { time: duration(seconds * 1000) }),
    t('start.clock'),
  ];
  if (contest.pacing === 'one-by-one') lines.push(t('start.oneByOne'));
  if (contest.pacing === 'paper') lines.push(t('start.paper'));
  if (contest.questionSeconds) lines.push(t('start.perQuestion', { time: duration(contest.questionSeconds * 1000) }));
  if (practice) lines.push(t('start.practiceNote'));
  else lines.push(t('start.drop'));
  return (
    <ul className={styles.essentials}>
      {lines.map((line) => (
        <li key={line} className={styles.essential}>
          <Drum size={24} />
          {line}
        </li>
      ))}
    </ul>
  );
}
