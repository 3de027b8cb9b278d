import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { SoundState } from '@hoithi/shared/contract/show-sound';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../page.module.css';
import { ParticipationPicture } from '../participation/page.tsx';
import { WinnersPicture } from '../winners/page.tsx';
import { AwardCue } from './award/page.tsx';
import { BoardCue } from './board/page.tsx';
import { WithCorner } from './corner/page.tsx';
import { DrawCue } from './draw/page.tsx';
import { FloorCue } from './floor/page.tsx';
import { LaunchCue } from './launch/page.tsx';
import { LobbyCue } from './lobby/page.tsx';
import { QuestionCue } from './question/page.tsx';
import { BilingualContext } from './second-words.tsx';
import { useShowSounds } from './use-show-sounds.ts';
import { RescueCue, WordsCue } from './words/page.tsx';

export type ShowOnScreen = NonNullable<ScreenView['show']>;

/** What the run that is on shows. Black is black: nothing else is drawn. SPEC H9. */
export function ShowPicture({
  view,
  nowMs,
  onSound,
  corner = view.show.corner,
}: {
  view: ScreenView & { show: ShowOnScreen };
  nowMs: () => number;
  /** Whether the way in stands in a corner; left out: as the MC chose. */
  corner?: boolean;
  /** Called with what becomes of the sound that the MC has turned on. */
  onSound?: (state: SoundState) => void;
}) {
  const { t } = useTranslation('screen');
  const { stage, sound } = view.show;
  const { state, playing } = useShowSounds(stage.paused ? null : stage.cue, nowMs, sound);
  useEffect(() => onSound?.(state), [state, onSound]);
  if (stage.black) return <div className={styles.showBlack} />;
  const { cue } = stage;
  const asking = cue.kind === 'question' || cue.kind === 'sudden-death' ? cue.asking : null;
  return (
    <WithCorner stage={stage} on={corner}>
      <div key={`${stage.cueIndex}:${asking}:${stage.paused}`} className={styles.showPicture}>
        <CuePicture view={view} nowMs={nowMs} />
        {stage.rehearsal && <p className={styles.showRehearsal}>{t('show.rehearsal')}</p>}
        {(state === 'blocked' || state === 'failed') && (
          <output className={styles.showSilent}>{t(`show.sound.${state}`)}</output>
        )}
        {playing && (
          <p className={styles.showCaption}>
            {'bed' in playing ? t('show.caption.bed', { name: playing.bed }) : t(`show.caption.${playing.sound}`)}
          </p>
        )}
      </div>
    </WithCorner>
  );
}

/** What a cue shows, without its sounds. */
export function CuePicture(props: { view: ScreenView & { show: ShowOnScreen }; nowMs: () => number }) {
  return (
    <BilingualContext value={props.view.show.stage.bilingual}>
      <Cue {...props} />
    </BilingualContext>
  );
}

function Cue({ view, nowMs }: { view: ScreenView & { show: ShowOnScreen }; nowMs: () => number }) {
  const { t } = useTranslation('screen');
  const { stage, figures, floor } = view.show;
  const { cue } = stage;
  if (stage.paused) return <WordsCue title={t('show.paused')} text={t('show.pausedText')} turning />;
  switch (cue.kind) {
    case 'lobby':
      return <LobbyCue stage={stage} figures={figures} cue={cue} look={view.participation.contest.look} />;
    case 'text':
    case 'pause':
    case 'end':
      return <WordsCue stage={stage} cue={cue} />;
    case 'launch':
      return <LaunchCue view={view} cue={cue} nowMs={nowMs} />;
    case 'question':
    case 'sudden-death':
      if (cue.floor && floor) return <FloorCue floor={floor} cue={cue} />;
      return <QuestionCue stage={stage} figures={figures} cue={cue} nowMs={nowMs} />;
    case 'rescue':
      return floor && floor.of > 0 ? <FloorCue floor={floor} cue={cue} /> : <RescueCue cue={cue} figures={figures} />;
    case 'board':
      return <BoardCue stage={stage} cue={cue} />;
    case 'participation':
      return <ParticipationPicture view={view} cue={cue} />;
    case 'winners':
      return <WinnersPicture view={view} />;
    case 'award':
      return <AwardCue stage={stage} cue={cue} />;
    case 'draw':
      return <DrawCue stage={stage} cue={cue} />;
  }
}
