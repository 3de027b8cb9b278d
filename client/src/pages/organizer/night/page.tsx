import type { NightView } from '@hoithi/shared/contract/night';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Drum } from '../../../ui/drum.tsx';
import { formatTime } from '../../../ui/format.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMayEverywhere, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { BackupCard } from './backup-card.tsx';
import { describeTrouble, formatDuration } from './describe-trouble.ts';
import { NightFigures } from './night-figures.tsx';
import styles from './page.module.css';
import { ProcessTable } from './process-table.tsx';

/** Whether everything is all right, in one glance; what is not, with what to do about it; then the figures. SPEC N11. */
export function NightPage() {
  const { t } = useTranslation('night');
  const refusalText = useRefusalText();
  const { night, refusal } = useNight();
  const mayEverywhere = useMayEverywhere();
  usePageTitle(t('title'));
  return (
    <OrganizerPage>
      <h1>{t('title')}</h1>
      {refusal && <StateCard kind="error">{refusalText(refusal)}</StateCard>}
      {!night && !refusal && <StateCard kind="loading" />}
      {night && (
        <>
          <Verdict night={night} />
          <Troubles night={night} />
          <NightFigures night={night} />
          <ProcessTable night={night} />
          {mayEverywhere('backup:take') && <BackupCard />}
          <Foot night={night} />
        </>
      )}
    </OrganizerPage>
  );
}

/** Without a connection the verdict is unknown, never calm. */
function Verdict({ night }: { night: NightView }) {
  const { t } = useTranslation('night');
  const { namespace } = useOrganizer();
  const is = !namespace.online ? 'unknown' : night.troubles.length > 0 ? 'attention' : 'well';
  return (
    <output className={joinClasses(styles.verdict, styles[is])}>
      <Drum size={72} progress={is === 'well' ? 1 : 0.25} />
      <span>
        <strong className={styles.verdictWords}>{t(`verdict.${is}`)}</strong>
        <span>{t(`verdictText.${is}`, { at: formatTime(night.serverNowMs, true) })}</span>
      </span>
    </output>
  );
}

function Troubles({ night }: { night: NightView }) {
  const { t } = useTranslation('night');
  const format = useFormat();
  if (night.troubles.length === 0) return null;
  return (
    <ul className={styles.troubles}>
      {night.troubles.map((trouble) => {
        const { title, todo } = describeTrouble(trouble, t, format);
        return (
          <li key={title} className={styles.trouble}>
            <h2 className={styles.troubleTitle}>{title}</h2>
            <p>{todo}</p>
          </li>
        );
      })}
    </ul>
  );
}

function Foot({ night }: { night: NightView }) {
  const { t } = useTranslation('night');
  const format = useFormat();
  return (
    <p className={styles.foot}>
      {t('foot', {
        since: format.instant(night.startedAtMs),
        time: formatDuration(night.serverNowMs - night.startedAtMs, t, format),
        version: night.versions.join(', '),
      })}
    </p>
  );
}

/** The newest figures of the night: watched again after every reconnect, left with the page. */
function useNight(): { night: NightView | null; refusal: Refusal | null } {
  const { namespace } = useOrganizer();
  const { online, send, on } = namespace;
  const [night, setNight] = useState<NightView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => on('night', setNight), [on]);
  useEffect(() => {
    if (!online) return;
    void send('night:watch', {}).then((received) => {
      if (received.ok) setNight(received.value);
      else setRefusal(received.refusal);
    });
  }, [online, send]);
  useEffect(() => () => void send('night:leave', {}), [send]);
  return { night, refusal };
}
