import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { lockOf } from '@hoithi/shared/rules/show/fold-show';
import { useTranslation } from 'react-i18next';
import { contestWords } from '../../../ui/contest-words.ts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { useMoments } from '../../../ui/use-moments.ts';
import { type AskedCue, useOpenedQuestion } from '../../../ui/use-opened-question.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { AnswerOnPhone } from './answer-on-phone.tsx';
import { BuzzOnPhone } from './buzz-on-phone.tsx';
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
  const locksAtMs = opening && lockOf(opening, player.timeFactor);
  const passed = useMoments(show.serverNowMs, [opening?.opensAtMs ?? null, locksAtMs]);
  const question = useOpenedQuestion(stage, cue);
  const { own, saved, choose } = useAnswer(show, asking);
  const numbered =
    cue.kind === 'sudden-death'
      ? t('cue.sudden-death')
      : cue.trial
        ? t('question.trial')
        : t('question.number', { number: cue.number, of: cue.of });
  const open = opening !== null && passed === 1 && cue.phase !== 'revealed';
  const locked = opening !== null && passed >= 2;
  const mayTap = open && player.playing && (own === null || own.state === 'refused' || stage.rules.changeAnswer);

  if (cue.phase === 'revealed' && cue.revealed)
    return <RevealOnPhone stage={stage} cue={cue} player={player} question={question} own={own} saved={saved} />;
  if (!question || passed === 0 || !opening) {
    return (
      <section className={styles.wait}>
        <Drum size={cue.presented ? 88 : 160} turning={opening !== null} />
        <h1>{numbered}</h1>
        {cue.presented && (
          <p {...contestWords} translate="no" className={styles.text}>
            {cue.presented}
          </p>
        )}
        {player.back && player.playing && <output className={styles.back}>{t('back')}</output>}
        <p>
          {player.playing
            ? t(opening ? 'question.soon' : cue.presented ? 'question.presented' : 'question.ready')
            : cue.buzzer
              ? t('buzz.out')
              : t(`watching.${watching(player, cue)}`)}
        </p>
      </section>
    );
  }
  const buttons = stage.rules.phone === 'buttons';
  return (
    <section className={styles.question} translate="no">
      <div className={styles.bar}>
        <span>{numbered}</span>
        {!cue.buzzer?.first && (
          <Countdown
            untilMs={lockOf(opening, player.timeFactor)}
            fullMs={cue.seconds * player.timeFactor * 1000}
            nowMs={show.serverNowMs}
            size={56}
          />
        )}
      </div>
      <h1 {...contestWords} className={buttons ? 'unseen' : styles.text}>
        {question.text}
      </h1>
      {question.picture && (
        <p className={styles.how}>
          <span aria-hidden="true">{t('question.picture')}</span>
          <span {...contestWords} className="unseen">
            {question.picture.alt}
          </span>
        </p>
      )}
      {cue.buzzer ? (
        <BuzzOnPhone cue={cue} buzzer={cue.buzzer} player={player} own={own} mayPress={mayTap} onPress={choose} />
      ) : (
        <>
          <AnswerOnPhone
            question={question}
            given={own?.given ?? null}
            mayAnswer={mayTap}
            buttons={buttons}
            onGiven={choose}
          />
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
        </>
      )}
    </section>
  );
}

function watching(player: PlayerView, cue: AskedCue): 'out' | 'reserve' | 'not-tied' {
  if (cue.kind === 'sudden-death') return 'not-tied';
  return player.status === 'reserve' ? 'reserve' : 'out';
}
