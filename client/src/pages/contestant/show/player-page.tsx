import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Companion } from './companion.tsx';
import { otherDeviceAddress, readPlayerKey } from './player-key.ts';
import { QuestionOnPhone } from './question-on-phone.tsx';
import styles from './show.module.css';
import type { ShowSummary } from './use-show.ts';

/** The seat: who I am and how I stand above, what is on the stage below. */
export function PlayerPage({
  line,
  stage,
  player,
  code,
}: {
  line: ShowSummary;
  stage: StageView;
  player: PlayerView;
  code: string;
}) {
  const { t } = useTranslation(['show', 'show-outage']);
  const { number } = useFormat();
  const [moving, setMoving] = useState(false);
  const { cue } = stage;
  const asked = cue.kind === 'question' || cue.kind === 'sudden-death';
  const key = readPlayerKey(code);
  return (
    <Page className={styles.seat}>
      <section className={styles.self} aria-label={t('self.label')}>
        <div className={styles.who}>
          <b className={styles.name}>{player.name}</b>
          {player.unitName && <span className={styles.unit}>{player.unitName}</span>}
        </div>
        <div className={styles.score}>
          <b>{number(player.points)}</b>
          <span>{t(stage.rules.mode === 'speed' ? 'self.points' : 'self.right')}</span>
        </div>
      </section>
      {stage.rehearsal && <p className={styles.rehearsal}>{t('rehearsal')}</p>}
      {line.connectionState === 'offline' && <output className={styles.offline}>{t('offline')}</output>}
      {line.connectionState === 'store-away' && <output className={styles.offline}>{t('show-outage:phone')}</output>}
      {asked && !stage.paused ? (
        <QuestionOnPhone key={`${stage.cueIndex}:${cue.asking}`} line={line} stage={stage} cue={cue} player={player} />
      ) : (
        <Companion line={line} stage={stage} player={player} />
      )}
      {key && !player.signedIn && !asked && (
        <details className={styles.move} open={moving} onToggle={(event) => setMoving(event.currentTarget.open)}>
          <summary>{t('move.title')}</summary>
          <p>{t('move.text')}</p>
          {moving && <QrCode text={otherDeviceAddress(code, key)} label={t('move.qr')} className={styles.moveQr} />}
          <Button onClick={() => void navigator.clipboard?.writeText(otherDeviceAddress(code, key))}>
            {t('move.copy')}
          </Button>
        </details>
      )}
    </Page>
  );
}
