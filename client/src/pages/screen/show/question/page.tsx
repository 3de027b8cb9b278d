import type { HallFigures, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerSign, answerColour } from '../../../../ui/answer-sign.tsx';
import { Drum } from '../../../../ui/drum.tsx';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { useMoments } from '../../../../ui/use-moments.ts';
import { type AskedCue, useOpenedQuestion } from '../../../../ui/use-opened-question.ts';
import { useTicking } from '../../../../ui/use-ticking.ts';
import { fitSize } from '../fit-size.ts';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

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
  const picture = useFitted<HTMLDivElement>(`${question?.text} ${revealed !== null} ${passed}`);
  const kicker = cue.kind === 'sudden-death' ? t('show.suddenDeath', { place: number(cue.place ?? 1) }) : null;
  if (!opening || passed === 0 || !question) {
    const stillIn = stage.rules.mode === 'elimination' && cue.kind === 'question' ? figures.in : null;
    return <Ready cue={cue} kicker={kicker} opening={opening !== null} stillIn={stillIn} />;
  }
  const rightPlace = revealed ? question.options.findIndex((option) => option.optionId === revealed.right) : -1;
  const locked = passed >= 2 || revealed !== null;
  const answered = revealed ? revealed.answered : figures.answered;
  const playing = revealed ? revealed.playing : figures.playing;
  return (
    <div ref={picture} className={styles.question} data-revealed={revealed !== null || undefined}>
      <header className={styles.head}>
        <span>{kicker ?? t('show.question', { number: cue.number, of: cue.of })}</span>
        {locked && !revealed && <b className={styles.locked}>{t('show.locked')}</b>}
        {revealed?.voided && <b className={styles.locked}>{t('show.floor.void')}</b>}
        <span className={styles.answered}>
          {t('show.answered', { answered: number(answered), playing: number(playing) })}
        </span>
      </header>
      <div className={styles.text} data-fit>
        <h1
          style={{
            fontSize: fitSize(question.text, [
              [80, 80],
              [130, 68],
              [220, 56],
              [400, 44],
            ]),
          }}
        >
          {question.text}
        </h1>
      </div>
      <div className={styles.clock} data-cell>
        {revealed ? (
          <AnswerSign place={Math.max(0, rightPlace)} className={styles.rightSign} />
        ) : (
          <QuestionClock untilMs={opening.locksAtMs} fullMs={cue.seconds * 1000} nowMs={nowMs} />
        )}
      </div>
      <ul className={styles.tiles} data-options={question.options.length}>
        {question.options.map((option, place) => (
          <OptionTile
            key={option.optionId}
            place={place}
            text={option.text}
            persons={revealed?.counts.find((count) => count.optionId === option.optionId)?.persons ?? null}
            answered={revealed?.answered ?? 0}
            state={revealed ? (place === rightPlace ? 'right' : 'other') : 'open'}
          />
        ))}
      </ul>
      <footer className={styles.foot}>
        {revealed && (
          <>
            {revealed.explanation && <p className={styles.explanation}>{joinHyphens(revealed.explanation)}</p>}
            {revealed.source && <p className={styles.source}>{joinHyphens(revealed.source)}</p>}
          </>
        )}
      </footer>
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

/** One option: sign and text; after the reveal, how many chose it. */
function OptionTile({
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
    <li className={joinClasses(styles.optionTile, answerColour(place))} data-state={state} data-fit>
      {persons !== null && <span className={styles.optionBar} style={{ transform: `scaleX(${share})` }} />}
      <AnswerSign place={place} className={styles.optionSign} />
      <span
        className={styles.optionText}
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
        <span className={styles.optionCount}>
          <b>{rate(share, 0)}</b>
          {t('persons_word', { count: persons, value: number(persons) })}
        </span>
      )}
    </li>
  );
}

/** The drum that burns down with the digits in its middle, by the server's clock; it beats in the last five seconds. */
function QuestionClock({ untilMs, fullMs, nowMs }: { untilMs: number; fullMs: number; nowMs: () => number }) {
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
