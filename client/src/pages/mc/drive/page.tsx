import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { mayDrive, mayLoad, mayModerate } from '../may-drive.ts';
import { RunReport } from '../run-report.tsx';
import { ScreenLink } from '../screen-link.tsx';
import { ClearPlayers } from './clear-players.tsx';
import { CueCard } from './cue-card.tsx';
import { Deck } from './deck.tsx';
import { CueList, LaunchLink, PlayerList, RulesOfPlay, TopOfBoard } from './drawers.tsx';
import { HallNumbers } from './hall-numbers.tsx';
import { NamesDrawer } from './names-drawer.tsx';
import { NextShow } from './next-show.tsx';
import styles from './page.module.css';
import { ShowClock } from './show-clock.tsx';
import { SoundDrawer } from './sound-drawer.tsx';
import { useDrive } from './use-drive.ts';

/** The MC drives: now and next, the hall in three numbers, one wide button. SPEC H3. */
export function DrivePage({
  namespace,
  view,
  run,
}: {
  namespace: UseNamespace<McToServer, ServerToMc>;
  view: McView;
  run: McRun;
}) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const control = useDrive(namespace, run);
  const { drive, driving } = control;
  const { stage } = run;
  const drives = mayDrive(namespace);
  const moderates = mayModerate(namespace);
  return (
    <Page
      width="wide"
      demo={view.participation.contest.demo}
      className={styles.page}
      header={
        <Badge tone={view.screensConnected > 0 ? 'jade' : 'amber'}>
          {t('screens', { value: number(view.screensConnected) })}
        </Badge>
      }
    >
      <h1 className="unseen">{local(stage.showTitle)}</h1>
      {stage.rehearsal && <p className={styles.rehearsal}>{t('drive.rehearsal')}</p>}
      {!namespace.online && (
        <p className={styles.offline} role="alert">
          {t('offline')}
        </p>
      )}
      <HallNumbers run={run} nowMs={namespace.serverNowMs} />
      <ShowClock run={run} nowMs={namespace.serverNowMs} />
      <div className={styles.columns}>
        <CueCard title={t('drive.now')} cue={run.now} run={run} current drive={drives && driving ? drive : null} />
        {run.next && <CueCard title={t('drive.next')} cue={run.next} run={run} />}
      </div>
      {run.launchPath && <LaunchLink path={run.launchPath} joinUrl={run.stage.joinUrl} />}
      <div className={styles.more}>
        {moderates && <NamesDrawer run={run} moderate={control.moderate} />}
        <CueList run={run} driving={driving} go={drives ? (cueIndex) => drive({ do: 'go', cueIndex }) : null} />
        {drives && <SoundDrawer sound={view.sound} send={namespace.send} loads={mayLoad(namespace)} />}
        {drives && <NextShow show={view.show} open={driving ? control.follow : null} />}
        <RulesOfPlay run={run} />
        <TopOfBoard run={run} />
        <PlayerList
          run={run}
          setTime={moderates ? control.setTime : null}
          remove={moderates ? (playerId) => control.moderate({ do: 'remove', playerId }) : null}
        >
          {moderates && (
            <ClearPlayers
              nowMs={namespace.serverNowMs}
              count={(sinceMs) => namespace.send('run:count', { runId: run.runId, sinceMs })}
              clear={(sinceMs) => control.moderate({ do: 'clear', sinceMs })}
            />
          )}
        </PlayerList>
        <RunReport send={namespace.send} />
        <ScreenLink
          path={view.screenPath}
          connected={view.screensConnected}
          renew={drives ? () => namespace.send('screen:renew', {}) : null}
          corner={{ on: view.corner, turn: drives ? (on) => void namespace.send('screen:corner', { on }) : null }}
        />
      </div>
      {drives ? (
        <Deck run={run} online={namespace.online} control={control} />
      ) : (
        <div className={styles.watching}>
          <output className={styles.notice}>{control.notice}</output>
          <p>{t(moderates ? 'moderating' : 'watching')}</p>
        </div>
      )}
    </Page>
  );
}
