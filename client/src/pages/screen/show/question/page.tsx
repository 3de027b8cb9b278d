import type { HallFigures, StageView } from '@hoithi/shared/contract/show';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useMoments } from '../../../../ui/use-moments.ts';
import { type AskedCue, useOpenedQuestion } from '../../../../ui/use-opened-question.ts';
import { useTicking } from '../../../../ui/use-ticking.ts';
import { fitSize } from '../fit-size.ts';
import { BilingualContext, SecondWords } from '../second-words.tsx';
import { Buzzed } from './buzzed.tsx';
import styles from './page.module.css';
import { QuestionPicture } from './question-picture.tsx';

/** The question, its four tiles and the drum that burns down; after the reveal, the right one and how the hall answered. SPEC H5, H7. */
export function QuestionCue({
  stage,
  figures,
  cue,
  nowMs,
}: {
  stage: StageView;
  figures: HallFigures;
  cue: AskedCue;
  nowMs: () => number;
}) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const { opening, revealed } = cue;
  const passed = useMoments(nowMs, [opening?.opensAtMs ?? null, opening?.locksAtMs ?? null]);
  const question = useOpenedQuestion(stage, cue);
  const kicker =
    cue.kind === 'sudden-death'
      ? t('show.suddenDeath', { place: number(cue.place ?? 1) })
      : cue.trial
        ? t('show.trial')
        : null;
  if (!opening || passed === 0 || !question) {
    if (cue.presented) return <Presented cue={cue} kicker={kicker} text={cue.presented} opening={opening !== null} />;
    const stillIn = stage.rules.mode === 'elimination' && cue.kind === 'question' ? figures.in : null;
    return <Ready cue={cue} kicker={kicker} opening={opening !== null} stillIn={stillIn} />;
  }
  const head = kicker ?? t('show.question', { number: cue.number, of: cue.of });
  if (cue.buzzer?.first && !revealed) return <Buzzed head={head} text={question.text} buzzer={cue.buzzer} />;
  return (
    <QuestionPicture
      head={head}
      buzzer={cue.buzzer}
      question={question}
      locked={passed >= 2}
      answered={revealed ?? figures}
      revealed={revealed}
      clock={<QuestionClock untilMs={opening.locksAtMs} fullMs={cue.seconds * 1000} nowMs={nowMs} />}
      fittedTo={`${question.text} ${revealed !== null} ${passed}`}
    />
  );
}

/** The words of a question alone, before its options. SPEC H5c. */
function Presented({
  cue,
  kicker,
  text,
  opening,
}: {
  cue: AskedCue;
  kicker: string | null;
  text: string;
  opening: boolean;
}) {
  const { t } = useTranslation('screen');
  const bilingual = useContext(BilingualContext);
  return (
    <div className={styles.presented}>
      <p className={styles.presentedNumber}>{kicker ?? t('show.question', { number: cue.number, of: cue.of })}</p>
      <h1
        style={{
          fontSize: fitSize(text, [
            [80, 108],
            [130, 92],
            [220, 76],
            [400, 60],
          ]),
        }}
      >
        {text}
        <SecondWords words={bilingual ? (cue.presentedEnglish ?? null) : null} />
      </h1>
      <p className={styles.presentedNext}>{t(opening ? 'show.presentedOpening' : 'show.presented')}</p>
    </div>
  );
}

/** Before the question opens: its number, and who answers for how long. */
function Ready({
  cue,
  kicker,
  opening,
  stillIn,
}: {
  cue: AskedCue;
  kicker: string | null;
  opening: boolean;
  /** Elimination: how many answer. */
  stillIn: number | null;
}) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  return (
    <div className={styles.ready}>
      <Drum size={560} turning={opening} className={styles.readyDrum} />
      <h1 className={kicker ? styles.kicker : styles.number}>
        {kicker ?? t('show.question', { number: cue.number, of: cue.of })}
      </h1>
      {stillIn !== null && (
        <p className={styles.readyIn}>{t('show.floor.ready', { count: stillIn, value: number(stillIn) })}</p>
      )}
      <p className={styles.readyText}>
        {cue.kind === 'sudden-death'
          ? t('show.suddenDeathPlaying', { count: cue.playing ?? 0, value: number(cue.playing ?? 0) })
          : t('show.ready', { count: cue.seconds, value: cue.seconds })}
      </p>
    </div>
  );
}

/** The drum that burns down with the digits in its middle, by the server's clock; it beats in the last five seconds. */
export function QuestionClock({ untilMs, fullMs, nowMs }: { untilMs: number; fullMs: number; nowMs: () => number }) {
  const leftMs = Math.max(0, untilMs - useTicking(nowMs, 200));
  return (
    <>
      <Drum size={380} progress={leftMs / fullMs} beat={leftMs > 0 && leftMs <= 5000} className={styles.drum} />
      <Digits untilMs={untilMs} nowMs={nowMs} />
    </>
  );
}

/** Looked at often, so that a digit turns within a hundredth of the server's second; drawn again only when it does. */
function Digits({ untilMs, nowMs }: { untilMs: number; nowMs: () => number }) {
  const seconds = Math.max(0, Math.ceil((untilMs - useTicking(nowMs, 30)) / 1000));
  return (
    <span className={styles.digits} data-length={String(seconds).length}>
      {seconds}
    </span>
  );
}
