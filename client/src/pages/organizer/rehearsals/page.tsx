import type { RehearsalList, RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { rehearsalPath } from '../organizer-paths.ts';
import { StateBadge } from '../rehearsal/state-badge.tsx';
import styles from './page.module.css';
import { StartForm } from './start-form.tsx';

/** Every rehearsal, and the form for a new one. SPEC Y1, Y8. */
export function RehearsalsPage() {
  const { t } = useTranslation('rehearsal');
  const words = useRefusalText();
  const mayRun = useMay()('rehearsal:run');
  const [, go] = useLocation();
  const loaded = useLoaded<RehearsalList>('/api/organizer/rehearsals');
  const [started, setStarted] = useState<RehearsalStarted | null>(null);
  const onStarted = (made: RehearsalStarted) => {
    if (made.key === null) go(rehearsalPath(made.rehearsalId));
    else {
      setStarted(made);
      loaded.again();
    }
  };
  const running = loaded.value?.rehearsals.find((each) => each.report === null);
  return (
    <OrganizerPage making>
      <PageHead title={t('title')} lead={t('lead')} />
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="closed" title={words(loaded.refusal)} />}
      {started?.key && <KeyCard started={started} commandKey={started.key} />}
      {loaded.value && !running && mayRun && <StartForm list={loaded.value} onStarted={onStarted} />}
      {loaded.value && <RehearsalRows rehearsals={loaded.value.rehearsals} />}
    </OrganizerPage>
  );
}

function RehearsalRows({ rehearsals }: { rehearsals: readonly RehearsalView[] }) {
  const { t } = useTranslation('rehearsal');
  const { instant, local, number } = useFormat();
  return (
    <Card title={t('list')}>
      {rehearsals.length === 0 && <p className={styles.soft}>{t('none')}</p>}
      <ul className={styles.list}>
        {rehearsals.map((each) => (
          <li key={each.rehearsalId} className={styles.row}>
            <div>
              <Link href={rehearsalPath(each.rehearsalId)} className={styles.link}>
                {instant(each.madeAtMs)}
              </Link>
              <p className={styles.soft}>
                {t('listed', {
                  count: each.workload.people,
                  people: number(each.workload.people),
                  seconds: number(each.workload.seconds),
                })}
              </p>
              <p className={styles.soft}>{local(each.contest.name)}</p>
            </div>
            <StateBadge view={each} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The command for another machine. The key is in it, and nowhere else. SPEC Y4. */
function KeyCard({ started, commandKey }: { started: RehearsalStarted; commandKey: string }) {
  const { t } = useTranslation('rehearsal');
  const [copied, setCopied] = useState<boolean | null>(null);
  const command = `npm run rehearse -- --url ${started.address ?? location.origin} --key=${commandKey}`;
  const copy = async () => setCopied(await copyText(command));
  return (
    <Card title={t('key.title')} tone="gold">
      <p className={styles.soft}>{t('key.text')}</p>
      <code className={styles.command}>{command}</code>
      <div className={styles.acts}>
        <Button onClick={() => void copy()}>{t('key.copy')}</Button>
        <ButtonLink href={rehearsalPath(started.rehearsalId)} kind="quiet">
          {t('key.watch')}
        </ButtonLink>
      </div>
      <output className={styles.notice}>{copied !== null && t(copied ? 'key.copied' : 'key.notCopied')}</output>
    </Card>
  );
}
