import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { CheckBox } from '../../../ui/field.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import styles from './proof.module.css';

type RecoveryCodesProps = { codes: readonly string[]; login: string; onSaved: () => void; next: string };

/** Recovery codes, shown this once: copied, printed or saved, and only then on. SPEC I11. */
export function RecoveryCodes({ codes, login, onSaved, next }: RecoveryCodesProps) {
  const { t } = useTranslation('accounts');
  const head = useRef<HTMLParagraphElement>(null);
  const [saved, setSaved] = useState(false);
  const [tried, setTried] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => head.current?.focus(), []);
  const text = `${t('recovery.fileHead', { host: location.host, login })}\n\n${codes.join('\n')}\n`;
  const download = () =>
    saveFile({
      name: t('recovery.fileName', { login }),
      bytes: new Blob([text], { type: 'text/plain;charset=utf-8' }),
    });
  return (
    <Card title={t('recovery.title')} tone="gold">
      <div className={styles.codes}>
        <p ref={head} tabIndex={-1} className={styles.once}>
          {t('recovery.text')}
        </p>
        <p className={styles.paperHead}>{t('recovery.fileHead', { host: location.host, login })}</p>
        <ol className={styles.list} translate="no">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div className={styles.acts}>
          <Button onClick={() => void copyText(text).then(setCopied)}>{t('copy')}</Button>
          <Button onClick={() => window.print()}>{t('print')}</Button>
          <Button onClick={download}>{t('download')}</Button>
        </div>
        <output>{copied !== null && t(copied ? 'copied' : 'notCopied')}</output>
        <CheckBox
          className={styles.saved}
          label={t('recovery.saved')}
          checked={saved}
          onChange={(event) => setSaved(event.target.checked)}
          error={tried && !saved ? t('recovery.savedMissing') : null}
        />
        <Button kind="primary" onClick={() => (saved ? onSaved() : setTried(true))} className={styles.saved}>
          {next}
        </Button>
      </div>
    </Card>
  );
}
