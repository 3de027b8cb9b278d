import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PillChoice } from '../../ui/pill-choice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { addressOfForm, type ScreenForm, screenForms } from '../screen/screen-form.ts';
import styles from './screen-link.module.css';

type Copied = 'not-yet' | 'copied' | 'not-copied';

/** The secret way to the hall's screen: to open here, to copy, or to scan with the projector's computer. */
export function ScreenLink({
  path,
  connected,
  renew,
  corner,
}: {
  path: string;
  connected: number;
  /** null: whoever watches makes no new one. */
  renew: (() => Promise<Result<{ screenPath: string }>>) | null;
  /** Whether the way in stands in a corner, and how that is changed; `turn` null: whoever watches does not. */
  corner: { on: boolean; turn: ((on: boolean) => void) | null };
}) {
  const { t } = useTranslation('mc');
  const [qr, setQr] = useState(false);
  const [renewing, setRenewing] = useState(false);
  const [copied, setCopied] = useState<Copied>('not-yet');
  const [form, setForm] = useState<ScreenForm>('full');
  const shown = addressOfForm(path, form);
  const address = `${location.origin}${shown}`;
  const copy = async () => setCopied((await copyText(address)) ? 'copied' : 'not-copied');
  return (
    <Card title={t('link.title')}>
      {connected === 0 && <p className={styles.none}>{t('screensNone')}</p>}
      <p className={styles.text}>{t('link.text')}</p>
      <div className={styles.forms}>
        <PillChoice
          legend={t('link.form')}
          name="screen-form"
          options={screenForms.map((value) => ({ value, label: t(`link.forms.${value}`) }))}
          value={form}
          onChange={(value) => {
            setForm(value);
            setCopied('not-yet');
          }}
        />
      </div>
      <p className={styles.address}>{address}</p>
      <div className={styles.ways}>
        <a className={styles.open} href={shown} target="_blank" rel="noreferrer">
          {t('link.open')}
        </a>
        <Button onClick={() => void copy()}>{t(copied === 'copied' ? 'link.copied' : 'link.copy')}</Button>
        <Button aria-expanded={qr} onClick={() => setQr(!qr)}>
          {t(qr ? 'link.hide' : 'link.show')}
        </Button>
      </div>
      {corner.turn && (
        <div className={styles.corner}>
          <b aria-hidden="true">{t('link.corner')}</b>
          <PillChoice
            legend={t('link.corner')}
            name="screen-corner"
            options={(['on', 'off'] as const).map((value) => ({ value, label: t(`link.corners.${value}`) }))}
            value={corner.on ? 'on' : 'off'}
            onChange={(value) => corner.turn?.(value === 'on')}
          />
          <p className={styles.text}>{t('link.cornerText')}</p>
        </div>
      )}
      {renew && (
        <>
          <Button kind="quiet" onClick={() => setRenewing(true)}>
            {t('link.renew')}
          </Button>
          <Dialog
            open={renewing}
            title={t('link.renewTitle')}
            onClose={() => setRenewing(false)}
            actions={
              <>
                <Button onClick={() => setRenewing(false)}>{t('drive.keep')}</Button>
                <Button
                  kind="danger"
                  onClick={() => {
                    setRenewing(false);
                    void renew();
                  }}
                >
                  {t('link.renew')}
                </Button>
              </>
            }
          >
            {t('link.renewText')}
          </Dialog>
        </>
      )}
      <output className={styles.notice}>{copied === 'not-copied' && t('link.notCopied')}</output>
      {qr && (
        <div className={styles.code}>
          <QrCode text={address} label={t('link.qr')} className={styles.qr} />
        </div>
      )}
    </Card>
  );
}
