import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerShape, AnswerSign, answerColour, letterAt } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useMoments } from '../../../ui/use-moments.ts';
import { type AskedCue, useOpenedQuestion } from '../../../ui/use-opened-question.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import { RevealOnPhone } from './reveal-on-phone.tsx';
import { useAnswer } from './use-answer.ts';
import type { ShowSummary } from './use-show.ts';

const sendingWords = { well: 'answer.sending', 'store-failure': 'outage:stored', offline: 'answer.waiting' } as const;

/** The question as on the screen: sealed until its moment, answered with one tap. SPEC H5, H7. */
export function QuestionOnPhone({
  show,
  stage,
  cue,
  player,
}: {
  show: ShowSummary;
  stage: StageView;
  cue: AskedCue;
  player: PlayerView;
}) {
  const { t } = useTranslation(['show', 'outage']);
  const words = useRefusalText();
  const { opening, asking } = cue;
  const passed = useMoments(show.serverNowMs, [opening?.opensAtMs ?? null, opening?.locksAtMs ?? null]);
  const question = useOpenedQuestion(stage, cue);
  const { own, saved, choose } = useAnswer(show, asking);
  const numbered =
    cue.kind === 'sudden-death' ? t('cue.sudden-death') : t('question.number', { number: cue.number, of: cue.of });
  const open = opening !== null && passed === 1 && cue.phase !== 'revealed';
  const locked = opening !== null && passed >= 2;
  const mayTap = open && player.playing && (own === null || own.state === 'refused' || stage.rules.changeAnswer);

  if (cue.phase === 'revealed' && cue.revealed)
    return <RevealOnPhone stage={stage} cue={cue} player={player} question={question} own={own} saved={saved} />;
  if (!question || passed === 0 || !opening) {
    return (
      <section className={styles.wait}>
        <Drum size={160} turning={opening !== null} />
        <h1>{numbered}</h1>
        {player.back && player.playing && <output className={styles.back}>{t('back')}</output>}
        <p>
          {player.playing ? t(opening ? 'question.soon' : 'question.ready') : t(`watching.${watching(player, cue)}`)}
        </p>
      </section>
    );
  }
  const buttons = stage.rules.phone === 'buttons';
  return (
    <section className={styles.question} translate="no">
      <div className={styles.bar}>
        <span>{numbered}</span>
        <Countdown untilMs={opening.locksAtMs} fullMs={cue.seconds * 1000} nowMs={show.serverNowMs} size={56} />
      </div>
      <h1 {...contestWords} className={buttons ? 'unseen' : styles.text}>
        {question.text}
      </h1>
      <div className={joinClasses(styles.tiles, buttons && styles.buttons)}>
        {question.options.map((option, place) => (
          <button
            key={option.optionId}
            type="button"
            className={joinClasses(
              styles.tile,
              answerColour(place),
              own?.optionId === option.optionId && styles.chosen,
            )}
            aria-pressed={own?.optionId === option.optionId}
            aria-label={t('question.option', { letter: letterAt(place), text: option.text })}
            lang={contestWords.lang}
            disabled={!mayTap}
            onClick={() => choose(option.optionId)}
          >
            {buttons ? (
              <span className={styles.big}>
                <AnswerShape place={place} />
                {letterAt(place)}
              </span>
            ) : (
              <>
                <AnswerSign place={place} className={styles.sign} />
                <span {...contestWords} className={styles.option}>
                  {option.text}
                </span>
              </>
            )}
          </button>
        ))}
      </div>
      <output className={styles.state} data-saved={own?.state === 'saved' || undefined}>
        {!player.playing && <span>{t(`watching.${watching(player, cue)}`)}</span>}
        {player.playing && own?.state === 'saved' && (
          <span>{t(stage.rules.changeAnswer && !locked ? 'answer.savedChange' : 'answer.saved')}</span>
        )}
        {player.playing && own?.state === 'sending' && <span>{t(sendingWords[show.connectionState])}</span>}
        {player.playing && own?.state === 'refused' && own.refusal && <span>{words(own.refusal)}</span>}
        {player.playing && locked && !own && <span>{t('answer.none')}</span>}
        {locked && <b> {t('question.locked')}</b>}
      </output>
    </section>
  );
}

function watching(player: PlayerView, cue: AskedCue): 'out' | 'reserve' | 'not-tied' {
  if (cue.kind === 'sudden-death') return 'not-tied';
  return player.status === 'reserve' ? 'reserve' : 'out';
}
