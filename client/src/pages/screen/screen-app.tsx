import type { ScreenToServer, ScreenView, ServerToScreen } from '@hoithi/shared/contract/screen';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { Drum } from '../../ui/drum.tsx';
import { useAwake } from '../../ui/use-awake.ts';
import styles from './page.module.css';
import { ScreenPicture } from './screen-picture.tsx';
import { ShowPicture } from './show/show-picture.tsx';
import { Stage } from './stage.tsx';

/** The hall's screen: opened by a secret link, operated by nobody. It shows its last picture while the connection is lost. */
export default function ScreenApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['screen', 'common']);
  const { token } = useParams<{ token: string }>();
  const namespace = useNamespace<ScreenToServer, ServerToScreen>('/screen', {
    enter: () => ({ token }),
    clock: true,
    key: token,
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.screen'));
  useAwake();
  const [revoked, setRevoked] = useState(false);
  useEffect(() => namespace.on('screen:revoked', () => setRevoked(true)), [namespace.on]);
  const wrongLink = revoked || namespace.refused !== null;
  return (
    <main className={styles.hall}>
      <Stage sign={namespace.view && !namespace.online && <Reconnecting />}>
        {namespace.view && !wrongLink ? (
          <OnScreen view={namespace.view} nowMs={namespace.serverNowMs} />
        ) : (
          <div className={styles.state} role={wrongLink ? 'alert' : 'status'}>
            <Drum size={360} className={styles.drum} turning={!wrongLink} progress={wrongLink ? 0 : 1} />
            <h1>{wrongLink ? t('wrong_link_title') : t('entering')}</h1>
            <p>{wrongLink ? t('wrong_link_text') : t('connecting_text')}</p>
          </div>
        )}
      </Stage>
    </main>
  );
}

/** A show takes the screen over; without one, the picture the MC has chosen stands. SPEC H9. */
function OnScreen({ view, nowMs }: { view: ScreenView; nowMs: () => number }) {
  const { show } = view;
  return show ? <ShowPicture view={{ ...view, show }} nowMs={nowMs} /> : <ScreenPicture view={view} />;
}

function Reconnecting() {
  const { t } = useTranslation('screen');
  return (
    <>
      <Drum size={32} turning className={styles.sign} />
      {t('reconnecting')}
    </>
  );
}
