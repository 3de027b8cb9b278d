import type { OpenedQuestion, PlayerView, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerSign, answerColour, letterAt } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { useFormat } from '../../../ui/use-format.ts';
import type { AskedCue } from '../../../ui/use-opened-question.ts';
import { OwnPlace } from './own-place.tsx';
import styles from './page.module.css';
import type { OwnAnswer } from './use-answer.ts';

/** After the reveal: right or not, the points, the place, and the explanation. */
export function RevealOnPhone({
  stage,
  cue,
  player,
  question,
  own,
  saved,
}: {
  stage: StageView;
  cue: AskedCue;
  player: PlayerView;
  question: OpenedQuestion | null;
  own: OwnAnswer | null;
  /** The answer that the server has saved. */
  saved: OwnAnswer | null;
}) {
  const { t } = useTranslation(['show', 'show-outage', 'outage']);
  const { number, duration } = useFormat();
  const { revealed } = cue;
  if (!revealed) return null;
  const last = player.last?.asking === cue.asking ? player.last : null;
  const counted = saved ?? (own?.state === 'saved' ? own : null);
  const verdict = counted === null ? 'none' : counted.optionId === revealed.right ? 'right' : 'wrong';
  const unsaved = own !== null && own.state !== 'saved' && own.optionId !== counted?.optionId;
  // Being sent, and the server has not reported yet what it counted.
  const open = unsaved && own.state === 'sending' && last === null;
  const place = question?.options.findIndex((option) => option.optionId === revealed.right) ?? -1;
  const chosenPlace = question?.options.findIndex((option) => option.optionId === counted?.optionId) ?? -1;
  return (
    <section className={styles.reveal} translate="no">
      <output className={styles.verdictLine}>
        <h1 className={joinClasses(styles.verdict, styles[verdict])}>
          {open ? t('outage:stored') : unsaved && !counted ? t('show-outage:notCounted') : t(`reveal.${verdict}`)}
        </h1>
      </output>
      {unsaved && !open && (
        <p className={styles.out}>{t(counted ? 'show-outage:changeNotCounted' : 'show-outage:notCountedText')}</p>
      )}
      {last?.right && (
        <p className={styles.gain}>
          {stage.rules.mode === 'speed' && (
            <span>{t('reveal.points', { count: last.points, points: number(last.points) })}</span>
          )}
          {last.elapsedMs !== null && <span>{` ${t('reveal.time', { time: duration(last.elapsedMs) })}`}</span>}
        </p>
      )}
      {last?.right && player.streak > 1 && (
        <p className={styles.gain}>{t('reveal.streak', { value: number(player.streak) })}</p>
      )}
      {revealed.voided && <p className={styles.voided}>{t('reveal.voided')}</p>}
      {player.status === 'out' && <p className={styles.out}>{t('watching.out')}</p>}
      <OwnPlace stage={stage} player={player} />
      {question && place >= 0 && <p className={styles.rightLabel}>{t('reveal.rightAnswer')}</p>}
      {question && place >= 0 && (
        <div className={joinClasses(styles.rightOption, answerColour(place))}>
          <AnswerSign place={place} className={styles.sign} />
          <span {...contestWords} className={styles.option}>
            {question.options[place]?.text}
          </span>
        </div>
      )}
      {chosenPlace >= 0 && verdict === 'wrong' && (
        <p className={styles.rightLabel}>
          {t('reveal.own', { letter: letterAt(chosenPlace), text: question?.options[chosenPlace]?.text ?? '' })}
        </p>
      )}
      {revealed.explanation && (
        <p {...contestWords} className={styles.explanation}>
          {joinHyphens(revealed.explanation)}
        </p>
      )}
      {revealed.source && (
        <p {...contestWords} className={styles.source}>
          {joinHyphens(revealed.source)}
        </p>
      )}
    </section>
  );
}
