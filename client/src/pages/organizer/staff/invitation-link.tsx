import type { Invited } from '@hoithi/shared/contract/accounts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Field } from '../../../ui/field.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** A link to send: by itself, in a message, or as a picture to photograph. */
export function InvitationLink({ name, invited }: { name: string; invited: Invited }) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const [copied, setCopied] = useState<boolean | null>(null);
  const address = `${location.origin}${invited.path}`;
  const until = instant(invited.expiresAtMs);
  const message = t('link.message', { name, address, until, host: location.host });
  const copy = (text: string) => void copyText(text).then(setCopied);
  return (
    <div className={styles.link}>
      <p>{t('link.text', { until })}</p>
      <code className={styles.address}>{address}</code>
      <Button onClick={() => copy(address)}>{t('link.copyAddress')}</Button>
      <Field label={t('link.messageLabel')}>{(wire) => <textarea {...wire} rows={8} readOnly value={message} />}</Field>
      <Button onClick={() => copy(message)}>{t('link.copyMessage')}</Button>
      <output>{copied !== null && t(copied ? 'copied' : 'notCopied')}</output>
      <QrCode className={styles.qr} text={address} label={t('link.qr', { name })} />
    </div>
  );
}
