import type { RehearsalList, RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { rehearsalPath } from '../organizer-paths.ts';
import styles from '../rehearsal/page.module.css';
import { stateOf, toneOf } from '../rehearsal/state-badge.tsx';
import { StartForm } from './start-form.tsx';

/** Rehearsals of the house, and the way to a new one. SPEC Y1, Y8. */
export function RehearsalsPage() {
  const { t } = useTranslation('rehearsal');
  const words = useRefusalText();
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
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="closed" title={words(loaded.refusal)} />}
      {started?.key && <KeyCard started={started} commandKey={started.key} />}
      {loaded.value && !running && <StartForm list={loaded.value} onStarted={onStarted} />}
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
                {t('listed', { people: number(each.workload.people), seconds: number(each.workload.seconds) })}
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

export function StateBadge({ view }: { view: RehearsalView }) {
  const { t } = useTranslation('rehearsal');
  const state = stateOf(view);
  return <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>;
}

/** The command for another machine. The key is in it, and nowhere else. SPEC Y4. */
function KeyCard({ started, commandKey }: { started: RehearsalStarted; commandKey: string }) {
  const { t } = useTranslation('rehearsal');
  const [copied, setCopied] = useState(false);
  const command = `npm run rehearse -- --url ${started.address ?? location.origin} --key ${commandKey}`;
  const copy = () => {
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false), // it can still be selected by hand
    );
  };
  return (
    <Card title={t('key.title')} tone="gold">
      <p className={styles.soft}>{t('key.text')}</p>
      <code className={styles.command}>{command}</code>
      <div className={styles.acts}>
        <Button onClick={copy}>{t('key.copy')}</Button>
        <ButtonLink href={rehearsalPath(started.rehearsalId)} kind="quiet">
          {t('key.watch')}
        </ButtonLink>
      </div>
      <output className={styles.said}>{copied && t('key.copied')}</output>
    </Card>
  );
}
