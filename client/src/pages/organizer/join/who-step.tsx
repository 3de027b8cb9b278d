import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import styles from './page.module.css';
import { isLogin, proposeLogin } from './propose-login.ts';

/** Who joins. `organization` null: it has its name already; `login` null: as proposed from the name. */
export type Joining = { organization: string | null; name: string; function: string; login: string | null };

type WhoStepProps = { joining: Joining; taken: string | null; onDone: (joining: Joining) => void };

/** Name, function and sign-in name, and of the first account the organization. */
export function WhoStep({ joining, taken, onDone }: WhoStepProps) {
  const { t } = useTranslation('accounts');
  const [typed, setTyped] = useState(joining);
  const [tried, setTried] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (taken !== null) loginField.current?.focus();
  }, [taken]);
  const set = (key: keyof Joining) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [key]: event.target.value });
  const login = (typed.login ?? proposeLogin(typed.name)).trim().toLowerCase();
  const errors = {
    organization: typed.organization?.trim() === '' && t('who.organizationMissing'),
    name: typed.name.trim() === '' && t('who.nameMissing'),
    login: login === taken ? t('who.loginTaken') : !isLogin(login) && t('who.loginWrong'),
  };
  const error = (key: keyof typeof errors) => ((tried || key === 'login') && errors[key] ? errors[key] : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!Object.values(errors).some(Boolean)) onDone({ ...typed, login });
  };
  return (
    <Card title={t('who.title')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {typed.organization !== null && (
          <Field
            label={t('who.organization')}
            hint={t('who.organizationHint')}
            value={typed.organization}
            onChange={set('organization')}
            error={error('organization')}
            maxLength={160}
            autoComplete="organization"
          />
        )}
        <Field
          label={t('who.name')}
          hint={t('who.nameHint')}
          value={typed.name}
          onChange={set('name')}
          error={error('name')}
          maxLength={80}
          autoComplete="name"
        />
        <Field
          label={t('who.function')}
          hint={t('who.functionHint')}
          value={typed.function}
          onChange={set('function')}
          maxLength={120}
          autoComplete="organization-title"
        />
        <Field
          label={t('who.login')}
          hint={t('who.loginHint')}
          error={tried || typed.login !== null || taken !== null ? error('login') : null}
        >
          {(wire) => (
            <input
              {...wire}
              ref={loginField}
              value={typed.login ?? proposeLogin(typed.name)}
              onChange={set('login')}
              maxLength={60}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <Button type="submit" kind="primary">
          {t('who.next')}
        </Button>
      </form>
    </Card>
  );
}
