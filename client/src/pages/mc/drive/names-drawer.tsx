import type { McRun } from '@hoithi/shared/contract/show-mc';
import type { Moderation, Naming } from '@hoithi/shared/contract/show-names';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

const approvals = ['on', 'off'] as const;
const lobbies: readonly Naming['lobby'][] = ['names', 'units'];

/** Which names the wall shows, and the nicknames that wait for approval: one by one, or all that are listed. SPEC H40. */
export function NamesDrawer({ run, moderate }: { run: McRun; moderate: (act: Moderation) => void }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const { naming, waiting, next } = run.names;
  const change = (part: Partial<Naming>) => moderate({ do: 'naming', naming: { ...naming, ...part } });
  return (
    <details className={styles.drawer}>
      <summary>
        {waiting > 0 ? t('names.waiting', { count: waiting, value: number(waiting) }) : t('names.title')}
      </summary>
      <div className={styles.names}>
        <PillChoice
          legend={t('names.approval')}
          name="name-approval"
          options={approvals.map((value) => ({ value, label: t(`names.approvals.${value}`) }))}
          value={naming.approval ? 'on' : 'off'}
          onChange={(value) => change({ approval: value === 'on' })}
        />
        <PillChoice
          legend={t('names.lobby')}
          name="lobby-names"
          options={lobbies.map((value) => ({ value, label: t(`names.lobbies.${value}`) }))}
          value={naming.lobby}
          onChange={(lobby) => change({ lobby })}
        />
      </div>
      {naming.approval && <p className={styles.cueText}>{t(waiting > 0 ? 'names.text' : 'names.none')}</p>}
      {next.length > 1 && (
        <Button onClick={() => moderate({ do: 'approve', playerIds: next.map(({ playerId }) => playerId) })}>
          {t('names.approveAll', { count: next.length, value: number(next.length) })}
        </Button>
      )}
      <ul className={styles.drawerPlayers}>
        {next.map(({ playerId, name, unitName, sign }) => (
          <li key={playerId}>
            <span>
              <b>{name}</b> <span>{unitName}</span> <i>{sign}</i>
            </span>
            <span className={styles.nameWays}>
              <Button
                aria-label={t('names.approveOne', { name })}
                onClick={() => moderate({ do: 'approve', playerIds: [playerId] })}
              >
                {t('names.approve')}
              </Button>
              <Button
                kind="quiet"
                aria-label={t('names.removeOne', { name })}
                onClick={() => moderate({ do: 'remove', playerId })}
              >
                {t('drive.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
