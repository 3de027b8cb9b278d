import type { HallFigures, StageCue, StageView } from '@hoithi/shared/contract/show';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerSign } from '../../../ui/answer-sign.tsx';
import { keyWords } from '../../../ui/right-given.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useMoments } from '../../../ui/use-moments.ts';
import { type AskedCue, useOpenedQuestion } from '../../../ui/use-opened-question.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { fitSize } from '../show/fit-size.ts';
import { useFitted } from '../show/use-fitted.ts';
import styles from './page.module.css';

const boardRowsMax = 5;
type OverlayProps = { stage: StageView; figures: HallFigures; nowMs: () => number };

/** A lower third for the video mixer: what the hall's screen shows, in a few words, over a ground that is not drawn. SPEC H24. */
export function Overlay(props: OverlayProps) {
  const { stage } = props;
  const { cue } = stage;
  const { local } = useFormat();
  const { t } = useTranslation('screen');
  if (stage.black) return null;
  if (stage.paused) return <Third head={local(stage.showTitle)}>{t('show.paused')}</Third>;
  switch (cue.kind) {
    case 'question':
    case 'sudden-death':
      return <Asked {...props} cue={cue} />;
    case 'board':
      return <Board stage={stage} cue={cue} />;
    case 'award':
      return <Called cue={cue} />;
    case 'draw':
      return <Drawn cue={cue} />;
    case 'lobby':
      return (
        <Third head={local(cue.title)}>
          {t('band.join', { address: `${new URL(stage.joinUrl, location.origin).host}/thi` })} <b>{stage.code}</b>
        </Third>
      );
    case 'participation':
    case 'winners':
      return <Third head={local(stage.contestName)}>{cue.title ? local(cue.title) : local(stage.showTitle)}</Third>;
    default:
      return <Third head={local(stage.contestName)}>{local(cue.title)}</Third>;
  }
}

function Third({ head, aside, children }: { head: ReactNode; aside?: ReactNode; children?: ReactNode }) {
  return (
    <section className={styles.third}>
      <p className={styles.head}>
        <span>{head}</span>
        {aside}
      </p>
      <div className={styles.words}>{children}</div>
    </section>
  );
}

function Asked({ stage, figures, nowMs, cue }: OverlayProps & { cue: AskedCue }) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const { opening, revealed } = cue;
  const passed = useMoments(nowMs, [opening?.opensAtMs ?? null, opening?.locksAtMs ?? null]);
  const question = useOpenedQuestion(stage, cue);
  const head =
    cue.kind === 'sudden-death'
      ? t('show.suddenDeath', { place: number(cue.place ?? 1) })
      : cue.trial
        ? t('show.trial')
        : t('show.question', { number: cue.number, of: cue.of });
  const text = question && passed > 0 ? question.text : cue.presented;
  const box = useFitted<HTMLDivElement>(`${text} ${revealed !== null}`);
  if (!text) return <Third head={head}>{t('show.ready', { count: cue.seconds, value: cue.seconds })}</Third>;
  if (cue.buzzer?.first && !revealed)
    return (
      <Third
        head={head}
        aside={<span>{t(cue.buzzer.first.right === false ? 'show.buzz.wrong' : 'show.buzz.named')}</span>}
      >
        <b className={styles.called}>{cue.buzzer.first.name}</b>
        {cue.buzzer.first.unitName && <span className={styles.unit}>{cue.buzzer.first.unitName}</span>}
      </Third>
    );
  const voided = revealed?.ruling?.what === 'void';
  const [first = null, ...others] = revealed?.right ?? [];
  const place = others.length > 0 ? -1 : (question?.options.findIndex(({ optionId }) => optionId === first) ?? -1);
  const aside =
    revealed === null && opening && passed === 1 ? (
      <Seconds untilMs={opening.locksAtMs} nowMs={nowMs} />
    ) : (
      <span>
        {t('show.answered', {
          answered: number(revealed?.answered ?? figures.answered),
          playing: number(revealed?.playing ?? figures.playing),
        })}
      </span>
    );
  return (
    <Third head={head} aside={aside}>
      <div ref={box} className={styles.asked} data-fit>
        <p
          style={{
            fontSize: fitSize(text, [
              [100, 46],
              [200, 38],
              [400, 30],
            ]),
          }}
        >
          {text}
        </p>
        {voided && <p className={styles.right}>{t('show.ruled.void')}</p>}
        {revealed && question && !voided && (
          <p className={styles.right}>
            {place >= 0 && <AnswerSign place={place} className={styles.sign} />}
            <b>{keyWords(question, revealed)}</b>
            {!cue.buzzer && (
              <span>{rate(revealed.answered === 0 ? 0 : revealed.rightPersons / revealed.answered, 0)}</span>
            )}
          </p>
        )}
      </div>
    </Third>
  );
}

function Seconds({ untilMs, nowMs }: { untilMs: number; nowMs: () => number }) {
  return <b className={styles.seconds}>{Math.max(0, Math.ceil((untilMs - useTicking(nowMs, 100)) / 1000))}</b>;
}

function Board({ stage, cue }: { stage: StageView; cue: Extract<StageCue, { kind: 'board' }> }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const head = cue.title ? local(cue.title) : t(cue.of === 'teams' ? 'show.teams' : 'show.board');
  return (
    <Third head={head} aside={stage.frozen && <span>{t('show.frozen')}</span>}>
      <ol className={styles.rows}>
        {cue.rows.slice(0, boardRowsMax).map((row) => (
          <li key={row.playerId ?? row.name}>
            <span>{number(row.rank)}</span>
            <b>{row.name}</b>
            <span>{number(row.points)}</span>
          </li>
        ))}
      </ol>
    </Third>
  );
}

function Drawn({ cue }: { cue: Extract<StageCue, { kind: 'draw' }> }) {
  const { local, number } = useFormat();
  const last = cue.shown.at(-1);
  if (!last) return <Third head={local(cue.title)}>{cue.seed?.split('\n').join(' · ')}</Third>;
  return (
    <Third head={local(cue.title)}>
      <span>{number(last.number)}</span> <b className={styles.called}>{last.name}</b>
      {last.unitName && <span className={styles.unit}>{last.unitName}</span>}
    </Third>
  );
}

function Called({ cue }: { cue: Extract<StageCue, { kind: 'award' }> }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const last = cue.picture === 'calling' ? cue.shown.at(-1) : undefined;
  if (cue.announced) return <Third head={local(cue.title)}>{local(cue.announced.prize)}</Third>;
  if (cue.picture === 'honour') return <Third head={local(cue.title)}>{t('show.award.honour')}</Third>;
  if (!last) return <Third head={local(cue.title)} />;
  const [first, ...others] = last.winners;
  if (others.length > 0)
    return (
      <Third head={local(last.prize)}>
        {t('show.award.persons', { count: last.winners.length, value: number(last.winners.length) })}
      </Third>
    );
  return (
    <Third head={local(last.prize)}>
      <b className={styles.called}>{first?.name}</b>
      {first?.unitName && <span className={styles.unit}>{first.unitName}</span>}
    </Third>
  );
}
