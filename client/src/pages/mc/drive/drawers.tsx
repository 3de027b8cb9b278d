import type { McRun } from '@hoithi/shared/contract/show-mc';
import { timeFactors } from '@hoithi/shared/contract/time-factors';
import { printShowRules } from '@hoithi/shared/rules/show/print-show-rules';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type Player = McRun['players'][number];

/** Who came last; a name that does not belong on the screen is removed from here. SPEC H18. */
export function PlayerList({
  run,
  remove,
  setTime,
  children,
}: {
  run: McRun;
  /** null: whoever watches removes nobody. */
  remove: ((playerId: string) => void) | null;
  setTime: ((playerId: string, factor: number) => void) | null;
  /** What stands below the list. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const [leaving, setLeaving] = useState<Player | null>(null);
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.playerList', { value: number(run.figures.players) })}</summary>
      <ul className={styles.drawerPlayers}>
        {run.players.map((player) => (
          <li key={player.playerId}>
            <span>
              <b>{player.name}</b> <span>{player.unitName}</span>{' '}
              {!player.connected && <i>{t('drive.disconnected')}</i>}
            </span>
            {setTime && (
              <select
                className={styles.timeFactor}
                aria-label={t('drive.timeOf', { name: player.name })}
                value={player.timeFactor}
                onChange={(event) => setTime(player.playerId, Number(event.target.value))}
              >
                {timeFactors.map((factor) => (
                  <option key={factor} value={factor}>
                    {t('drive.timeFactor', { value: number(factor, factor % 1 === 0 ? 0 : 2) })}
                  </option>
                ))}
              </select>
            )}
            {remove && (
              <Button kind="quiet" onClick={() => setLeaving(player)}>
                {t('drive.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {children}
      <Dialog
        open={leaving !== null}
        title={t('drive.removeTitle', { name: leaving?.name ?? '' })}
        onClose={() => setLeaving(null)}
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>{t('drive.keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                if (leaving) remove?.(leaving.playerId);
                setLeaving(null);
              }}
            >
              {t('drive.remove')}
            </Button>
          </>
        }
      >
        {t('drive.removeText')}
      </Dialog>
    </details>
  );
}

type CueListProps = { run: McRun; driving: boolean; go: ((cueIndex: number) => void) | null };

/** Every cue of the show; a press goes there. `go` null: to read alone. */
export function CueList({ run, driving, go }: CueListProps) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.cues', { at: run.stage.cueIndex + 1, all: run.cues.length })}</summary>
      <ol className={styles.drawerCues}>
        {run.cues.map((cue, at) => {
          const here = at === run.stage.cueIndex;
          const title = cue.questionText ?? (cue.title && local(cue.title));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cue is its place in the list
            <li key={at}>
              <button
                type="button"
                disabled={!driving || here || go === null}
                aria-current={here || undefined}
                onClick={() => go?.(at)}
              >
                <span>{t(`drive.cue.${cue.kind}`)}</span> <b>{title}</b>
                {cue.minutes !== null && (
                  <i>{t('drive.minutes', { count: cue.minutes, value: number(cue.minutes) })}</i>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

/** The button on a phone handed to a leader on stage, at the address where phones join. */
export function LaunchLink({ path, joinUrl }: { path: string; joinUrl: string }) {
  const { t } = useTranslation('mc');
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.launchPhone')}</summary>
      <p>{t('drive.launchPhoneText')}</p>
      <QrCode
        text={new URL(path, new URL(joinUrl, location.origin)).href}
        label={t('drive.launchQr')}
        className={styles.drawerQr}
      />
    </details>
  );
}

/** What counts, as the players read it. */
export function RulesOfPlay({ run }: { run: McRun }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.rules')}</summary>
      <ul className={styles.drawerList}>
        {printShowRules(run.stage.rules).map((sentence) => (
          <li key={sentence.vi}>{local(sentence)}</li>
        ))}
      </ul>
    </details>
  );
}

/** The true board's first ten, also while the public one stands still. */
export function TopOfBoard({ run }: { run: McRun }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  if (run.top.length === 0) return null;
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.top')}</summary>
      <ol className={styles.drawerTop}>
        {run.top.map((row) => (
          <li key={row.playerId}>
            <span>{number(row.rank)}</span>
            <b>{row.name}</b>
            <span>{number(row.points)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
