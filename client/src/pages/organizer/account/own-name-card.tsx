import type { OwnAccount } from '@hoithi/shared/contract/accounts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { GrantList } from '../grants/grant-list.tsx';
import styles from './page.module.css';

export type AccountPartProps = { own: OwnAccount; onDone: (sentence: string) => void };

/** Name and function, as they stand in the trail and on what is signed; the roles are others' to give. */
export function OwnNameCard({ own, onDone }: AccountPartProps) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [name, setName] = useState(own.name);
  const [jobFunction, setJobFunction] = useState(own.function);
  const { busy, refusal, run } = useAct<unknown>(
    () => postJson('/api/account', { name: name.trim(), function: jobFunction.trim() }),
    () => onDone(t('account.nameDone')),
  );
  const isMissing = name.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) void run();
  };
  return (
    <Card title={t('account.who')}>
      <form className={styles.form} onSubmit={save} noValidate>
        <Field
          label={t('who.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={80}
          autoComplete="name"
          error={isMissing ? t('who.nameMissing') : null}
        />
        <Field
          label={t('who.function')}
          hint={t('who.functionHint')}
          value={jobFunction}
          onChange={(event) => setJobFunction(event.target.value)}
          maxLength={120}
          autoComplete="organization-title"
        />
        <p className={styles.soft}>{t('account.login', { login: own.login })}</p>
        <div>
          <h3 className={styles.small}>{t('account.roles')}</h3>
          <GrantList grants={own.grants} />
        </div>
        <Button type="submit" busy={busy}>
          {t('account.save')}
        </Button>
        {refusal && <p role="alert">{words(refusal)}</p>}
      </form>
    </Card>
  );
}
