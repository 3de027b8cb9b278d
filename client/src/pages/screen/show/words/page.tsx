import type { HallFigures, StageCue, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

const titleSteps = [
  [40, 104],
  [80, 84],
  [200, 64],
] as const;

type WordsProps =
  | { stage: StageView; cue: Extract<StageCue, { kind: 'text' | 'pause' | 'end' }> }
  | { title: string; text: string; turning: true };

/** A text, a picture, a pause, the end. A text written with · between its parts stands as a list. */
export function WordsCue(props: WordsProps) {
  const { t } = useTranslation('screen');
  const { local } = useFormat();
  const cue = 'cue' in props ? props.cue : null;
  const title = cue ? joinHyphens(local(cue.title)) : 'title' in props ? props.title : '';
  const text = cue ? cue.text && joinHyphens(local(cue.text)) : 'title' in props ? props.text : null;
  const picture = cue?.kind === 'text' ? cue.pictureUrl : null;
  const second = useSecond();
  const lines = text?.split(' · ') ?? [];
  const secondText = cue?.text ? second(cue.text) : null;
  const secondLines = secondText?.split(' · ') ?? [];
  const content = useFitted<HTMLDivElement>(`${title} ${text} ${picture}`);
  return (
    <>
      <Ground />
      <div ref={content} className={styles.words} data-picture={picture !== null || undefined}>
        {cue?.kind !== 'text' && <Drum size={300} className={styles.drum} turning={cue?.kind !== 'end'} />}
        {picture && <img className={styles.picture} src={picture} alt={title} />}
        <div className={styles.content}>
          <h1 className={styles.title} style={{ fontSize: fitSize(title, titleSteps) }}>
            {title}
            <SecondWords words={cue ? second(cue.title) : null} />
          </h1>
          {lines.length > 1 ? (
            <ol className={styles.list}>
              {lines.map((line, at) => (
                <li key={line}>
                  {line}
                  <SecondWords words={secondLines.length === lines.length ? (secondLines[at] ?? null) : null} />
                </li>
              ))}
            </ol>
          ) : (
            text && (
              <p className={styles.text}>
                {text}
                <SecondWords words={secondText} />
              </p>
            )
          )}
          {cue?.kind === 'end' && 'stage' in props && (
            <p className={styles.hash}>{t('show.commitmentEnd', { hash: props.stage.commitment.slice(0, 16) })}</p>
          )}
        </div>
      </div>
    </>
  );
}

const Ground = () => <Drum size={1200} dim className={styles.ground} />;

/** How many are out, and who comes back. SPEC H11. */
export function RescueCue({ cue, figures }: { cue: Extract<StageCue, { kind: 'rescue' }>; figures: HallFigures }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const title = joinHyphens(local(cue.title));
  const content = useFitted<HTMLDivElement>(title);
  return (
    <>
      <Ground />
      <div ref={content} className={styles.words}>
        <Drum size={300} className={styles.drum} turning={cue.rescued === null} />
        <div className={styles.content}>
          <h1 className={styles.title} style={{ fontSize: fitSize(title, titleSteps) }}>
            {title}
          </h1>
          <p className={styles.text}>
            {cue.rescued === null
              ? t('show.rescueBefore', { count: cue.out, out: number(cue.out), in: number(figures.in) })
              : t('show.rescued', { count: cue.rescued, rescued: number(cue.rescued), in: number(figures.in) })}
          </p>
        </div>
      </div>
    </>
  );
}
