import type { OpenedQuestion, PlayerView, RevealedKey, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerSign, answerColour } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { isGivenRight, wordsOfGiven } from '../../../ui/right-given.ts';
import { useFormat } from '../../../ui/use-format.ts';
import type { AskedCue } from '../../../ui/use-opened-question.ts';
import { useBuzzWords } from './buzz-on-phone.tsx';
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
  const buzzed = useBuzzWords(cue, player);
  if (!revealed) return null;
  const last = player.last?.asking === cue.asking ? player.last : null;
  const counted = saved ?? (own?.state === 'saved' ? own : null);
  const isRight = counted && question ? isGivenRight(question, revealed, counted.given, last) : (last?.right ?? null);
  const isVoid = revealed.ruling?.what === 'void';
  const verdict = isVoid
    ? 'void'
    : cue.buzzer
      ? last?.right
        ? 'right'
        : 'none'
      : counted === null
        ? 'none'
        : isRight === null
          ? 'counting'
          : isRight
            ? 'right'
            : 'wrong';
  const unsaved = !cue.buzzer && own !== null && own.state !== 'saved' && own.given !== counted?.given;
  // Being sent, and the server has not reported yet what it counted.
  const open = unsaved && own.state === 'sending' && last === null;
  return (
    <section className={styles.reveal} translate="no">
      <output className={styles.verdictLine}>
        <h1 className={joinClasses(styles.verdict, styles[verdict])}>
          {open
            ? t('outage:stored')
            : unsaved && !counted
              ? t('show-outage:notCounted')
              : !isVoid && buzzed !== null
                ? buzzed
                : t(`reveal.${verdict}`)}
        </h1>
      </output>
      {unsaved && !open && (
        <p className={styles.out}>{t(counted ? 'show-outage:changeNotCounted' : 'show-outage:notCountedText')}</p>
      )}
      {last?.right && (
        <p className={styles.gain}>
          {stage.rules.mode === 'speed' && !cue.trial && (
            <span>{t('reveal.points', { count: last.points, points: number(last.points) })}</span>
          )}
          {last.elapsedMs !== null && <span>{` ${t('reveal.time', { time: duration(last.elapsedMs) })}`}</span>}
        </p>
      )}
      {last?.right && player.streak > 1 && (
        <p className={styles.gain}>{t('reveal.streak', { value: number(player.streak) })}</p>
      )}
      {revealed.ruling && (
        <p className={styles.voided}>{t(`reveal.ruled.${revealed.ruling.what}`, { reason: revealed.ruling.reason })}</p>
      )}
      {cue.trial && <p className={styles.voided}>{t('reveal.trial')}</p>}
      {revealed.voided && !revealed.ruling && <p className={styles.voided}>{t('reveal.voided')}</p>}
      {player.status === 'out' && <p className={styles.out}>{t('watching.out')}</p>}
      <OwnPlace stage={stage} player={player} />
      {question && !isVoid && <RightAnswer question={question} revealed={revealed} />}
      {question && counted && verdict === 'wrong' && (
        <p className={styles.rightLabel}>{t('reveal.own', { text: wordsOfGiven(question, counted.given) })}</p>
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

/** The right options, in their order where that is what was asked; or what is right in words. */
function RightAnswer({ question, revealed }: { question: OpenedQuestion; revealed: RevealedKey }) {
  const { t } = useTranslation('show');
  const places = revealed.right.map((optionId) => question.options.findIndex((option) => option.optionId === optionId));
  return (
    <>
      <p className={styles.rightLabel}>{t('reveal.rightAnswer')}</p>
      {places.map((place, at) => (
        <div key={question.options[place]?.optionId} className={joinClasses(styles.rightOption, answerColour(place))}>
          <AnswerSign place={place} className={styles.sign} />
          <span {...contestWords} className={styles.option}>
            {question.kind === 'order' && <b>{at + 1}. </b>}
            <span>{question.options[place]?.text}</span>
          </span>
        </div>
      ))}
      {revealed.words.length > 0 && (
        <p {...contestWords} className={styles.rightWords}>
          {revealed.words.join('; ')}
        </p>
      )}
      {revealed.nearest.length > 0 && (
        <p className={styles.rightLabel}>{t('reveal.nearest', { given: revealed.nearest.join('; ') })}</p>
      )}
    </>
  );
}
