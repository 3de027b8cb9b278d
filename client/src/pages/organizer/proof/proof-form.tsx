import type { PasskeyBegun, Proof } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { askPasskey, passkeysWork } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './proof.module.css';

type ProofFormProps<T> = {
  send: (proof: Proof) => Promise<Result<T>>;
  onDone: (value: T) => void;
  /** Whose proof is wanted, and which ways that account has; null: whoever names an account. */
  of: { login: string; hasPasskey: boolean; hasPassword: boolean } | null;
  /** What the buttons say: with a passkey, with a password. */
  byPasskey: string;
  confirm: string;
};

/** Every way to prove who one is: passkey first where it works, password with a code, a recovery code. SPEC I3, I9-I11. */
export function ProofForm<T>({ send, onDone, of, byPasskey, confirm }: ProofFormProps<T>) {
  const { t } = useTranslation('accounts');
  const prove = useProving(send, onDone);
  const [recovering, setRecovering] = useState(false);
  const isPasskey = passkeysWork() && (of?.hasPasskey ?? true);
  const isWritten = recovering || (of?.hasPassword ?? true);
  return (
    <div className={styles.form}>
      {isPasskey && (
        <>
          <Button kind="primary" full busy={prove.busy === 'passkey'} onClick={() => void prove.byPasskey()}>
            {byPasskey}
          </Button>
          {isWritten && <p className={styles.or}>{t('proof.or')}</p>}
        </>
      )}
      {isWritten && (
        <WrittenProof
          key={String(recovering)}
          login={of?.login ?? null}
          recovering={recovering}
          main={!isPasskey}
          busy={prove.busy === 'written'}
          confirm={confirm}
          onProof={(proof) => void prove.byWriting(proof)}
        />
      )}
      <div aria-live="assertive" className={styles.live}>
        {prove.problem && <p className={styles.refused}>{prove.problem}</p>}
      </div>
      <Button
        kind="quiet"
        onClick={() => {
          prove.forget();
          setRecovering(!recovering);
        }}
      >
        {t(recovering ? 'proof.byPassword' : 'proof.byRecovery')}
      </Button>
    </div>
  );
}

function useProving<T>(send: ProofFormProps<T>['send'], onDone: (value: T) => void) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [busy, setBusy] = useState<'passkey' | 'written' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const receive = (received: Result<T>) => {
    setBusy(null);
    if (received.ok) onDone(received.value);
    else setProblem(received.refusal.code === 'malformed' ? t('proof.unreadable') : words(received.refusal));
  };
  const byWriting = async (proof: Proof) => {
    if (busy) return;
    setProblem(null);
    setBusy('written');
    receive(await send(proof));
  };
  const byPasskey = async () => {
    if (busy) return;
    setProblem(null);
    setBusy('passkey');
    const begun = await postJson<PasskeyBegun>('/api/staff/passkey', {});
    if (!begun.ok) return receive(begun);
    const credential = await askPasskey(begun.value);
    if (credential) return receive(await send({ kind: 'passkey', challengeId: begun.value.challengeId, credential }));
    setBusy(null);
    setProblem(t('proof.noPasskey'));
  };
  return { busy, problem, byWriting, byPasskey, forget: () => setProblem(null) };
}

type WrittenProofProps = {
  login: string | null;
  recovering: boolean;
  main: boolean;
  busy: boolean;
  confirm: string;
  onProof: (proof: Proof) => void;
};

/** A password with the code of an authenticator app, or a recovery code. What is missing is said beside its field. */
function WrittenProof({ login, recovering, main, busy, confirm, onProof }: WrittenProofProps) {
  const { t } = useTranslation('accounts');
  const [typed, setTyped] = useState({ login: login ?? '', password: '', code: '', recoveryCode: '' });
  const [tried, setTried] = useState(false);
  const set = (key: keyof typeof typed) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [key]: event.target.value });
  const code = typed.code.replace(/\s/g, '');
  const name = typed.login.trim();
  const errors = {
    login: name === '' && t('proof.loginMissing'),
    password: !recovering && typed.password === '' && t('proof.passwordMissing'),
    code: !recovering && !/^\d{6}$/.test(code) && t('proof.codeShort'),
    recoveryCode: recovering && typed.recoveryCode.trim() === '' && t('proof.recoveryMissing'),
  };
  const error = (key: keyof typeof errors) => (tried && errors[key] ? errors[key] : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(errors).some(Boolean)) return;
    if (recovering) onProof({ kind: 'recovery', login: name, recoveryCode: typed.recoveryCode.trim() });
    else onProof({ kind: 'password', login: name, password: typed.password, code });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {login === null && (
        <Field
          label={t('proof.login')}
          value={typed.login}
          onChange={set('login')}
          error={error('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      {recovering ? (
        <Field
          label={t('proof.recovery')}
          hint={t('proof.recoveryHint')}
          value={typed.recoveryCode}
          onChange={set('recoveryCode')}
          error={error('recoveryCode')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      ) : (
        <>
          <Field
            label={t('proof.password')}
            type="password"
            value={typed.password}
            onChange={set('password')}
            error={error('password')}
            autoComplete="current-password"
          />
          <CodeField value={typed.code} onChange={set('code')} error={error('code')} />
        </>
      )}
      <Button type="submit" kind={main ? 'primary' : 'plain'} busy={busy}>
        {confirm}
      </Button>
    </form>
  );
}

type CodeFieldProps = {
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  error: string | null;
};

/** The six digits that an authenticator app shows. */
export function CodeField(props: CodeFieldProps) {
  const { t } = useTranslation('accounts');
  return (
    <Field
      {...props}
      label={t('proof.code')}
      hint={t('proof.codeHint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
    />
  );
}
