import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMoments } from '../../../ui/use-moments.ts';
import { OwnPlace } from './own-place.tsx';
import styles from './show.module.css';
import type { ShowSummary } from './use-show.ts';

/** What is on the stage while nothing is asked, small, beside the own place. */
export function Companion({ line, stage, player }: { line: ShowSummary; stage: StageView; player: PlayerView }) {
  const { t } = useTranslation('show');
  const { local } = useFormat();
  const { cue } = stage;
  const launched = useMoments(line.serverNowMs, [cue.kind === 'launch' ? cue.launchedAtMs : null]) > 0;
  const title = 'title' in cue && cue.title ? local(cue.title) : t(`cue.${cue.kind}`);
  return (
    <section className={styles.companion}>
      <Drum
        size={stage.ended ? 120 : 88}
        turning={!stage.ended && cue.kind !== 'board'}
        progress={launched ? 1 : undefined}
      />
      <h1>{stage.paused ? t('paused') : title}</h1>
      {stage.paused && <p>{t('pausedText')}</p>}
      {!stage.paused && 'text' in cue && cue.text && <p className={styles.words}>{local(cue.text)}</p>}
      {cue.kind === 'lobby' && !stage.paused && <p>{t('lobby')}</p>}
      {cue.kind === 'launch' && (
        <p>{t(launched ? 'launch.done' : cue.launchedAtMs ? 'launch.counting' : 'launch.waiting')}</p>
      )}
      {cue.kind === 'text' && cue.pictureUrl && <img className={styles.picture} src={cue.pictureUrl} alt={title} />}
      {cue.kind === 'award' && cue.shown.length > 0 && <LastTold stage={stage} />}
      {player.status === 'out' && <p className={styles.out}>{t('watching.out')}</p>}
      {player.status === 'reserve' && <p className={styles.out}>{t('watching.reserve')}</p>}
      {cue.kind !== 'lobby' && <OwnPlace stage={stage} player={player} />}
      {stage.ended && !stage.rehearsal && <ButtonLink href={`/kiem-chung/${stage.runId}`}>{t('toProof')}</ButtonLink>}
    </section>
  );
}

function LastTold({ stage }: { stage: StageView }) {
  const { local } = useFormat();
  const told = stage.cue.kind === 'award' ? stage.cue.shown.at(-1) : undefined;
  if (!told) return null;
  return (
    <p className={styles.told}>
      <span>{local(told.prize)}</span>
      <b>{told.name}</b>
      {told.unitName && <span>{told.unitName}</span>}
    </p>
  );
}
