import type { ScreenToServer, ScreenView, ServerToScreen } from '@hoithi/shared/contract/screen';
import type { SoundState } from '@hoithi/shared/contract/show-sound';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { Drum } from '../../ui/drum.tsx';
import { useAwake } from '../../ui/use-awake.ts';
import { CodeBand } from './code-band.tsx';
import { Monitor } from './monitor/page.tsx';
import { Overlay } from './overlay/page.tsx';
import styles from './page.module.css';
import { readScreenForm, type ScreenForm } from './screen-form.ts';
import { ScreenPicture } from './screen-picture.tsx';
import { BoardCue } from './show/board/page.tsx';
import { WithCorner } from './show/corner/page.tsx';
import { BilingualContext } from './show/second-words.tsx';
import { ShowPicture } from './show/show-picture.tsx';
import { Stage } from './stage.tsx';

/** The hall's screen: opened by a secret link, operated by nobody. It shows its last picture while the connection is lost. */
export default function ScreenApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['screen', 'common']);
  const { token } = useParams<{ token: string }>();
  const form = readScreenForm(useSearch());
  const namespace = useNamespace<ScreenToServer, ServerToScreen>('/screen', {
    enter: () => ({ token, board: form === 'board' }),
    clock: true,
    key: `${token} ${form}`,
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.screen'));
  useAwake();
  const [revoked, setRevoked] = useState(false);
  useEffect(() => namespace.on('screen:revoked', () => setRevoked(true)), [namespace.on]);
  const transparent = form === 'overlay';
  useEffect(() => {
    document.documentElement.toggleAttribute('data-transparent', transparent);
  }, [transparent]);
  const { send } = namespace;
  const reportSound = useCallback((state: SoundState) => void send('sound:report', { state }), [send]);
  const show = namespace.view?.show ?? null;
  const wrongLink = revoked || namespace.refused !== null;
  return (
    <main className={styles.hall} data-transparent={transparent || undefined}>
      <Stage
        transparent={transparent}
        band={form === 'code' && show && !wrongLink && <CodeBand stage={show.stage} figures={show.figures} />}
        sign={namespace.view && !namespace.online && <Reconnecting />}
        look={namespace.view?.participation.contest.look}
      >
        {namespace.view && !wrongLink ? (
          <OnScreen form={form} view={namespace.view} nowMs={namespace.serverNowMs} onSound={reportSound} />
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
function OnScreen({
  form,
  view,
  nowMs,
  onSound,
}: {
  form: ScreenForm;
  view: ScreenView;
  nowMs: () => number;
  onSound: (state: SoundState) => void;
}) {
  const { show } = view;
  if (form === 'board' && show?.board)
    return (
      <BilingualContext value={show.stage.bilingual}>
        <WithCorner stage={show.stage} on={show.corner}>
          <BoardCue stage={show.stage} cue={show.board} />
        </WithCorner>
      </BilingualContext>
    );
  if (form === 'overlay') return show && <Overlay {...show} nowMs={nowMs} />;
  if (form === 'monitor' && show) return <Monitor {...show} nowMs={nowMs} />;
  return show ? (
    <ShowPicture
      view={{ ...view, show }}
      nowMs={nowMs}
      onSound={onSound}
      {...(form === 'code' ? { corner: false } : {})} // the band has it already
    />
  ) : (
    <ScreenPicture view={view} />
  );
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
