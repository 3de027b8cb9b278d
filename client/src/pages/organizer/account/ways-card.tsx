import type { Means, MeansBegun, OwnAccount } from '@hoithi/shared/contract/accounts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { passkeysWork } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { MeansForm } from '../proof/means-form.tsx';
import { RecoveryCodes } from '../proof/recovery-codes.tsx';
import { IdentityPart } from './identity-part.tsx';
import type { AccountPartProps } from './own-name-card.tsx';
import styles from './page.module.css';

type Open = { kind: 'passkey' | 'password' | 'codes' } | { kind: 'delete'; passkey: OwnAccount['passkeys'][number] };

/** How one signs in: passkeys, password, recovery codes, the organization's directory. SPEC I9-I12, I14. */
export function WaysCard({ own, onDone }: AccountPartProps) {
  const { t } = useTranslation('accounts');
  const { instant, date } = useFormat();
  const [open, setOpen] = useState<Open | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = (sentence: string) => {
    setOpen(null);
    onDone(sentence);
  };
  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        login={own.login}
        next={t('recovery.close')}
        onSaved={() => {
          setCodes(null);
          onDone(t('recovery.done'));
        }}
      />
    );
  return (
    <Card title={t('ways.title')}>
      <div className={styles.form}>
        <section className={styles.part}>
          <h3 className={styles.small}>{t('ways.passkeys')}</h3>
          {own.passkeys.length === 0 && <p className={styles.soft}>{t('ways.noPasskeys')}</p>}
          <ul className={styles.list}>
            {own.passkeys.map((passkey) => (
              <li key={passkey.id} className={styles.row}>
                <div>
                  <strong>{passkey.label || t('ways.unnamed')}</strong>
                  <p className={styles.soft}>
                    {passkey.usedAtMs === null
                      ? t('ways.made', { at: date(passkey.madeAtMs) })
                      : t('ways.used', { made: date(passkey.madeAtMs), used: instant(passkey.usedAtMs) })}
                  </p>
                </div>
                <Button kind="danger" onClick={() => setOpen({ kind: 'delete', passkey })}>
                  {t('ways.delete')}
                </Button>
              </li>
            ))}
          </ul>
          {passkeysWork() ? (
            <Button onClick={() => setOpen({ kind: 'passkey' })}>{t('ways.addPasskey')}</Button>
          ) : (
            <p className={styles.soft}>{t('means.passkeyNotHere')}</p>
          )}
        </section>
        <section className={styles.part}>
          <h3 className={styles.small}>{t('ways.password')}</h3>
          <p className={styles.soft}>{t(own.hasPassword ? 'ways.hasPassword' : 'ways.noPassword')}</p>
          <Button onClick={() => setOpen({ kind: 'password' })}>
            {t(own.hasPassword ? 'ways.changePassword' : 'ways.setPassword')}
          </Button>
        </section>
        <section className={styles.part}>
          <h3 className={styles.small}>{t('recovery.title')}</h3>
          <p className={styles.soft}>{t('ways.codesLeft', { count: own.recoveryCodesLeft })}</p>
          <Button onClick={() => setOpen({ kind: 'codes' })}>{t('ways.newCodes')}</Button>
        </section>
        <IdentityPart own={own} onDone={onDone} />
      </div>
      {open?.kind === 'codes' && (
        <CodesDialog
          onClose={() => setOpen(null)}
          onCodes={(made) => {
            setOpen(null);
            setCodes(made);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteDialog passkey={open.passkey} onClose={() => setOpen(null)} onDone={() => close(t('ways.deleted'))} />
      )}
      {(open?.kind === 'passkey' || open?.kind === 'password') && (
        <MeansDialog
          kind={open.kind}
          onClose={() => setOpen(null)}
          onDone={() => close(t(open.kind === 'passkey' ? 'ways.added' : 'ways.passwordDone'))}
        />
      )}
    </Card>
  );
}

function CodesDialog({ onClose, onCodes }: { onClose: () => void; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct<string[]>(() => postJson('/api/account/recovery-codes', {}), onCodes);
  return (
    <FormDialog
      title={t('ways.newCodesTitle')}
      confirm={t('ways.newCodes')}
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t('ways.newCodesText')}</p>
    </FormDialog>
  );
}

type DeleteDialogProps = { passkey: OwnAccount['passkeys'][number]; onClose: () => void; onDone: () => void };

function DeleteDialog({ passkey, onClose, onDone }: DeleteDialogProps) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct<unknown>(
    () => postJson(`/api/account/passkeys/${encodeURIComponent(passkey.id)}/delete`, {}),
    onDone,
  );
  return (
    <FormDialog
      title={t('ways.deleteTitle', { label: passkey.label || t('ways.unnamed') })}
      confirm={t('ways.delete')}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t('ways.deleteText')}</p>
    </FormDialog>
  );
}

type MeansDialogProps = { kind: Means['kind']; onClose: () => void; onDone: () => void };

/** A passkey gets a name first, so that one knows later which to remove. */
function MeansDialog({ kind, onClose, onDone }: MeansDialogProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const [label, setLabel] = useState('');
  const [named, setNamed] = useState(kind === 'password');
  const name = (event: FormEvent) => {
    event.preventDefault();
    setNamed(true);
  };
  return (
    <Dialog
      open
      title={t(kind === 'passkey' ? 'ways.addPasskey' : 'ways.password')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:cancel')}</Button>}
    >
      {named ? (
        <MeansForm
          kinds={[kind]}
          begin={(which) => postJson<MeansBegun>('/api/staff/means', { kind: which })}
          send={(means) => postJson<unknown>('/api/account/means', { means })}
          onDone={onDone}
          label={label.trim()}
          confirm={t('ways.confirmPassword')}
        />
      ) : (
        <form className={styles.form} onSubmit={name} noValidate>
          <Field
            label={t('ways.label')}
            hint={t('ways.labelHint')}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            maxLength={60}
            autoComplete="off"
          />
          <Button type="submit" kind="primary">
            {t('who.next')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
