import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { PillChoice } from '../../../../ui/pill-choice.tsx';
import { CueForm } from './cue-form.tsx';
import { CueWall } from './cue-wall.tsx';
import styles from './page.module.css';
import type { Fit } from './read-fit.ts';
import type { Moment, SampleContest } from './sample-view.ts';
import { useErrorAt, useShow } from './show-context.ts';
import { type Cue, isQuestion, kindOf, numberOf } from './show-value.ts';

/** Below this the page shows the list or the cue. Units: px. */
const narrowMax = 900;

type CueDetailProps = {
  cue: Cue;
  at: number;
  cues: readonly Cue[];
  contest: SampleContest;
  levels: readonly string[];
  /** How the picture in the list fits; null: not measured yet. */
  fit: Fit | null;
  /** It was opened from the list. */
  isAlone: boolean;
  onBack: () => void;
  onMove: (from: number, to: number) => void;
  onCopy: () => void;
  onRemove: () => void;
};

/** One cue: its picture large, and its fields. */
export function CueDetail({
  cue,
  at,
  cues,
  contest,
  levels,
  fit,
  isAlone,
  onBack,
  onMove,
  onCopy,
  onRemove,
}: CueDetailProps) {
  const { t } = useTranslation('shows');
  const { content } = useShow();
  const errorAt = useErrorAt();
  const section = useRef<HTMLElement>(null);
  // On a phone it takes the place of the list, in which one was further down.
  useEffect(() => {
    if (isAlone && innerWidth <= narrowMax) section.current?.scrollIntoView();
  }, [isAlone]);
  const [moment, setMoment] = useState<Moment>('before');
  const [own, setOwn] = useState<Fit | null>(null);
  const kind = kindOf(cue);
  const isEnd = kind === 'end';
  const shown = own && own.state !== 'fits' ? own : fit;
  const wrong = errorAt('cues', at, 'kind');
  return (
    <section ref={section} className={styles.detail} aria-label={t('cue.one', { place: at + 1 })}>
      <Button kind="quiet" className={styles.back} onClick={onBack}>
        {t('cue.back')}
      </Button>
      <header className={styles.detailHead}>
        <h2>
          <span>{t('cue.place', { place: at + 1, of: cues.length })}</span> <span>{t(`kinds.${kind}`)}</span>
        </h2>
        {hasTwoMoments(cue) && (
          <PillChoice<Moment>
            legend={t('moment.legend')}
            name="moment"
            value={moment}
            options={[
              { value: 'before', label: t(isQuestion(cue) ? 'moment.question' : 'moment.before') },
              { value: 'after', label: t(isQuestion(cue) ? 'moment.answer' : 'moment.after') },
            ]}
            onChange={setMoment}
          />
        )}
      </header>
      <CueWall
        {...{ cue, content, contest, moment, onFit: setOwn }}
        number={numberOf(cues, at)}
        of={cues.filter((each) => each.kind === 'question' && each.trial !== true).length}
      />
      <output className={styles.fit} data-state={shown?.state ?? 'fits'}>
        <span>{t(`fit.${shown?.state ?? 'fits'}`, { px: shown?.px ?? 0 })}</span>
        {contest.bilingual && shown && shown.state !== 'fits' && <span>{` ${t('fit.two')}`}</span>}
      </output>
      {wrong && (
        <p className={styles.refused} role="alert">
          {wrong}
        </p>
      )}
      <CueForm cue={cue} at={at} levels={levels} />
      {!isEnd && (
        <div className={styles.acts}>
          <Button disabled={at === 0} onClick={() => onMove(at, at - 1)}>
            {t('cue.up')}
          </Button>
          <Button disabled={at >= cues.length - 2} onClick={() => onMove(at, at + 1)}>
            {t('cue.down')}
          </Button>
          <Button onClick={onCopy}>{t('cue.copy')}</Button>
          <Button kind="danger" onClick={onRemove}>
            {t('cue.remove')}
          </Button>
        </div>
      )}
    </section>
  );
}

const hasTwoMoments = (cue: Cue): boolean =>
  isQuestion(cue) || ['launch', 'award', 'draw', 'rescue'].includes(kindOf(cue));
