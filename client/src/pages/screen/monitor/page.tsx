import type { HallFigures, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { keyWords } from '../../../ui/right-given.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useOpenedQuestion } from '../../../ui/use-opened-question.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { fitSize } from '../show/fit-size.ts';
import { useFitted } from '../show/use-fitted.ts';
import styles from './page.module.css';

const shortMs = 5_000;

/** For whoever stands on the stage: the time, what is on, the seconds left and who has answered, to be read from ten metres. SPEC H24. */
export function Monitor({ stage, figures, nowMs }: { stage: StageView; figures: HallFigures; nowMs: () => number }) {
  const { t } = useTranslation('screen');
  const { local, number, time } = useFormat();
  const now = useTicking(nowMs, 200);
  const { cue } = stage;
  const asked = cue.kind === 'question' || cue.kind === 'sudden-death' ? cue : null;
  const leftMs = asked?.opening && asked.phase !== 'revealed' ? asked.opening.locksAtMs - now : null;
  const isOpen = asked?.opening ? now >= asked.opening.opensAtMs : false;
  const counting = leftMs !== null && isOpen;
  const title = 'title' in cue && cue.title ? local(cue.title) : local(stage.showTitle);
  return (
    <div className={styles.monitor}>
      <p className={styles.clock}>{time(now)}</p>
      <p className={styles.hall}>
        {t('monitor.hall', { players: number(figures.players), connected: number(figures.connected) })}
      </p>
      {asked ? (
        <>
          <p
            className={styles.left}
            data-words={!counting || undefined}
            data-short={(counting && leftMs <= shortMs) || undefined}
          >
            {counting ? Math.max(0, Math.ceil(leftMs / 1000)) : t(`monitor.phase.${asked.phase}`)}
          </p>
          <p className={styles.answered}>
            {t('show.answered', { answered: number(figures.answered), playing: number(figures.playing) })}
          </p>
          <Words stage={stage} cue={asked} isOpen={isOpen} />
        </>
      ) : (
        <h1
          className={styles.title}
          style={{
            fontSize: fitSize(title, [
              [30, 120],
              [80, 88],
              [200, 60],
            ]),
          }}
        >
          {stage.paused ? t('show.paused') : title}
        </h1>
      )}
    </div>
  );
}

function Words({
  stage,
  cue,
  isOpen,
}: {
  stage: StageView;
  cue: Parameters<typeof useOpenedQuestion>[1];
  isOpen: boolean;
}) {
  const { t } = useTranslation('screen');
  const question = useOpenedQuestion(stage, cue);
  const first = cue.revealed ? null : (cue.buzzer?.first ?? null);
  const text = first
    ? `${t(first.right === false ? 'show.buzz.wrong' : 'show.buzz.named')}: ${first.name}`
    : isOpen && question
      ? question.text
      : (cue.presented ?? t('show.question', { number: cue.number, of: cue.of }));
  const right = question && cue.revealed ? keyWords(question, cue.revealed) : null;
  const box = useFitted<HTMLDivElement>(`${text} ${right}`);
  return (
    <div ref={box} className={styles.words} data-fit>
      <h1
        style={{
          fontSize: fitSize(text, [
            [80, 68],
            [200, 52],
            [400, 40],
          ]),
        }}
      >
        {text}
      </h1>
      {right && <p className={styles.right}>{right}</p>}
    </div>
  );
}
