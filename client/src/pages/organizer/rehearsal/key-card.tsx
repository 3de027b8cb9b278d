import type { RehearsalStarted } from '@hoithi/shared/contract/rehearsal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { rehearsalPath } from '../organizer-paths.ts';
import styles from './rehearsal.module.css';

/** The command for another machine. The key is in it, and nowhere else. SPEC Y4. */
export function KeyCard({ started, commandKey }: { started: RehearsalStarted; commandKey: string }) {
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
