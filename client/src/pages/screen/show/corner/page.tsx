import type { StageView } from '@hoithi/shared/contract/show';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { QrCode } from '../../../../ui/qr-code.tsx';
import styles from './page.module.css';
import { useCornerPlace } from './use-corner-place.ts';

/** A picture of a show with QR and code in a corner, for whoever comes late. Never over its words. SPEC H24a. */
export function WithCorner({ stage, on, children }: { stage: StageView; on: boolean; children: ReactNode }) {
  const { cue } = stage;
  // The lobby has the way in already, in large; and nobody comes in any more once joining is closed.
  const shown = on && stage.joinOpen && !stage.ended && (cue.kind !== 'lobby' || stage.paused);
  return shown ? <Cornered stage={stage}>{children}</Cornered> : children;
}

function Cornered({ stage, children }: { stage: StageView; children: ReactNode }) {
  const { t } = useTranslation('screen');
  const picture = useRef<HTMLDivElement>(null);
  const { kind } = stage.cue;
  // A question fills its picture when it opens: it makes room from the beginning, and nothing moves at the opening.
  const first = (kind === 'question' || kind === 'sudden-death') && !stage.paused ? 'side' : 'bottom-right';
  const place = useCornerPlace(picture, { cue: `${stage.cueIndex} ${stage.paused}`, first });
  return (
    <>
      <div ref={picture} className={styles.picture} data-place={place}>
        {children}
      </div>
      <aside className={styles.corner} data-place={place}>
        <span>{t('show.corner')}</span>
        <QrCode text={new URL(stage.joinUrl, location.origin).href} label={t('band.qr')} className={styles.qr} />
        <b>{stage.code.replace(/^(\d{3})/, '$1 ')}</b>
      </aside>
    </>
  );
}
