import type { Means, MeansBegun } from '@hoithi/shared/contract/accounts';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makePasskey, passkeysWork } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { CheckBox, Field } from '../../../ui/field.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './proof.module.css';
import { CodeField } from './proof-form.tsx';

/** Equals `passwordLength` of the contract, whose file would load the parser of messages into the page; a test compares them. */
export const passwordBounds = { min: 12, max: 200 } as const;

type Kind = Means['kind'];
export type MeansFormProps<T> = {
  /** Which ways are offered, the first one first; a passkey only where passkeys work. */
  kinds: readonly Kind[];
  begin: (kind: Kind) => Promise<Result<MeansBegun>>;
  send: (means: Means) => Promise<Result<T>>;
  onDone: (value: T) => void;
  /** A refusal that belongs to another part of the page. true: it is shown there. */
  onRefused?: (refusal: Refusal) => boolean;
  /** Under which name a new passkey is listed. */
  label: string;
  confirm: string;
};

/** Sets up a way to sign in: a passkey in one press, or a password with an authenticator app. SPEC I9, I10. */
export function MeansForm<T>(props: MeansFormProps<T>) {
  const { t } = useTranslation('accounts');
  const means = useMeans(props);
  const isPasskey = props.kinds.includes('passkey') && passkeysWork();
  const isPassword = props.kinds.includes('password');
  return (
    <div className={styles.form}>
      {isPasskey && means.begun === null && (
        <>
          <p>{t('means.passkeyText')}</p>
          <Button kind="primary" full busy={means.busy === 'passkey'} onClick={() => void means.addPasskey()}>
            {t('means.passkey')}
          </Button>
          {isPassword && <p className={styles.or}>{t('proof.or')}</p>}
        </>
      )}
      {isPassword && means.begun === null && (
        <>
          {!isPasskey && props.kinds.includes('passkey') && <p>{t('means.passkeyNotHere')}</p>}
          <Button
            kind={isPasskey ? 'plain' : 'primary'}
            full
            busy={means.busy === 'password'}
            onClick={() => void means.beginPassword()}
          >
            {t('means.password')}
          </Button>
        </>
      )}
      {means.begun && (
        <PasswordMeans
          begun={means.begun}
          busy={means.busy === 'password'}
          confirm={props.confirm}
          onMeans={(password, code) => void means.addPassword(password, code)}
        />
      )}
      <div aria-live="assertive" className={styles.live}>
        {means.problem && <p className={styles.refused}>{means.problem}</p>}
      </div>
    </div>
  );
}

type PasswordBegun = Extract<MeansBegun, { kind: 'password' }>;

function useMeans<T>({ begin, send, onDone, onRefused, label }: MeansFormProps<T>) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [busy, setBusy] = useState<Kind | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [begun, setBegun] = useState<PasswordBegun | null>(null);
  const refuse = (refusal: Refusal) => {
    setBusy(null);
    if (onRefused?.(refusal)) return;
    if (refusal.code === 'proof_wrong') setProblem(t(begun ? 'means.codeWrong' : 'proof.noPasskey'));
    else setProblem(words(refusal));
  };
  const finish = (received: Result<T>) => {
    if (!received.ok) return refuse(received.refusal);
    setBusy(null);
    onDone(received.value);
  };
  const start = (kind: Kind) => {
    setBusy(kind);
    setProblem(null);
    return begin(kind);
  };
  return {
    busy,
    problem,
    begun,
    addPasskey: async () => {
      const received = await start('passkey');
      if (!received.ok) return refuse(received.refusal);
      const credential = received.value.kind === 'passkey' ? await makePasskey(received.value) : null;
      const { challengeId } = received.value;
      if (credential) return finish(await send({ kind: 'passkey', challengeId, credential, label }));
      setBusy(null);
      setProblem(t('means.noPasskey'));
    },
    beginPassword: async () => {
      const received = await start('password');
      setBusy(null);
      if (!received.ok) refuse(received.refusal);
      else if (received.value.kind === 'password') setBegun(received.value);
    },
    addPassword: async (password: string, code: string) => {
      if (!begun || busy) return;
      setBusy('password');
      setProblem(null);
      finish(await send({ kind: 'password', challengeId: begun.challengeId, password, code }));
    },
  };
}

type PasswordMeansProps = {
  begun: PasswordBegun;
  busy: boolean;
  confirm: string;
  onMeans: (password: string, code: string) => void;
};

/** The secret for an authenticator app, drawn and as text, then the first code and a password. */
function PasswordMeans({ begun, busy, confirm, onMeans }: PasswordMeansProps) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [shown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const digits = code.replace(/\s/g, '');
  const isShort = password.length < passwordBounds.min || password.length > passwordBounds.max;
  const isUnread = !/^\d{6}$/.test(digits);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort && !isUnread) onMeans(password, digits);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Secret begun={begun} />
      <CodeField
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={tried && isUnread ? t('proof.codeShort') : null}
      />
      <Field
        label={t('means.newPassword')}
        hint={t('means.newPasswordHint', { min: passwordBounds.min })}
        type={shown ? 'text' : 'password'}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={tried && isShort ? t('means.passwordShort', passwordBounds) : null}
        autoComplete="new-password"
      />
      <CheckBox label={t('means.show')} checked={shown} onChange={(event) => setShown(event.target.checked)} />
      <Button type="submit" kind="primary" busy={busy}>
        {confirm}
      </Button>
    </form>
  );
}

function Secret({ begun }: { begun: PasswordBegun }) {
  const { t } = useTranslation('accounts');
  const head = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className={styles.secret}>
      <h3 ref={head} tabIndex={-1}>
        {t('means.scan')}
      </h3>
      <p>{t('means.scanText')}</p>
      <QrCode className={styles.qr} text={begun.uri} label={t('means.qr')} />
      <p>{t('means.type')}</p>
      <code className={styles.code}>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      <div className={styles.acts}>
        <Button onClick={() => void copyText(begun.secret).then(setCopied)}>{t('copy')}</Button>
        <a className={styles.here} href={begun.uri}>
          {t('means.openHere')}
        </a>
      </div>
      <output>{copied !== null && t(copied ? 'copied' : 'notCopied')}</output>
    </section>
  );
}
