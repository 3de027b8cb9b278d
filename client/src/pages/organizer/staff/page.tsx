import type { StaffList } from '@hoithi/shared/contract/accounts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { GrantList } from '../grants/grant-list.tsx';
import { OrganizerPage } from '../organizer-page.tsx';
import { rolesPath } from '../organizer-paths.ts';
import styles from './page.module.css';
import { type StaffAct, StaffDialog, type StaffDone } from './staff-dialogs.tsx';

/** Everybody who has an account, what each may do and where, who is invited. SPEC I1, I2. */
export function StaffPage() {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const loaded = useLoaded<StaffList>('/api/accounts');
  const [act, setAct] = useState<StaffAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  usePageTitle(t('staff.title'));
  const begin = (next: StaffAct) => {
    setDone(null);
    setAct(next);
  };
  const finish = ({ words: sentence, closes }: StaffDone) => {
    if (closes) setAct(null);
    setDone(sentence);
    loaded.again();
  };
  const list = loaded.value;
  return (
    <OrganizerPage making>
      <PageHead title={t('staff.title')} lead={t('staff.lead')}>
        <div className={styles.acts}>
          {list?.mayChange && (
            <Button kind="primary" onClick={() => begin({ kind: 'invite' })}>
              {t('staff.invite')}
            </Button>
          )}
          <ButtonLink href={rolesPath}>{t('roles.link')}</ButtonLink>
        </div>
      </PageHead>
      <output className={styles.notice}>{done}</output>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="closed" title={words(loaded.refusal)} />}
      {list && !list.mayChange && <p className={styles.soft}>{t('staff.readOnly')}</p>}
      {list && <Accounts list={list} begin={begin} />}
      {list && list.invitations.length > 0 && <Invitations list={list} begin={begin} />}
      {list && <StaffDialog act={act} list={list} onClose={() => setAct(null)} onDone={finish} />}
    </OrganizerPage>
  );
}

type ListProps = { list: StaffList; begin: (act: StaffAct) => void };

function Accounts({ list, begin }: ListProps) {
  const { t } = useTranslation('accounts');
  const here = list.accounts.filter((each) => each.removedAtMs === null);
  const gone = list.accounts.filter((each) => each.removedAtMs !== null);
  return (
    <Card title={t('staff.accounts', { count: here.length })}>
      <ul className={styles.list}>
        {here.map((account) => (
          <AccountRow key={account.accountId} account={account} list={list} begin={begin} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details className={styles.gone}>
          <summary>{t('staff.removed', { count: gone.length })}</summary>
          <ul className={styles.list}>
            {gone.map((account) => (
              <AccountRow key={account.accountId} account={account} list={null} begin={begin} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

/** `list` null: of an account that was removed. */
type AccountRowProps = { account: StaffList['accounts'][number]; list: StaffList | null; begin: ListProps['begin'] };

function AccountRow({ account, list, begin }: AccountRowProps) {
  const { mayChange = false, mayChangeWhole = false } = list ?? {};
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3 className={styles.name}>
          <span>{account.name}</span> {account.isSelf && <Badge tone="gold">{t('staff.self')}</Badge>}
        </h3>
        <p className={styles.soft}>
          {[account.function, t('staff.login', { login: account.login })].filter(Boolean).join(' · ')}
        </p>
        <p className={styles.soft}>
          {account.removedAtMs !== null
            ? t('staff.removedAt', { at: instant(account.removedAtMs) })
            : account.lastUsedAtMs === null
              ? t('staff.neverUsed')
              : t('staff.lastUsed', { at: instant(account.lastUsedAtMs) })}
        </p>
        {account.removedAtMs === null && <GrantList grants={account.grants} />}
      </div>
      {mayChange && (
        <fieldset className={styles.rowActs} aria-label={t('staff.actsOf', { name: account.name })}>
          <Button onClick={() => begin({ kind: 'roles', account })}>{t('staff.changeRoles')}</Button>
          {mayChangeWhole && (
            <>
              <Button onClick={() => begin({ kind: 'reset', account })}>{t('staff.reset')}</Button>
              <Button kind="danger" onClick={() => begin({ kind: 'remove', account })}>
                {t('staff.remove')}
              </Button>
            </>
          )}
        </fieldset>
      )}
    </li>
  );
}

function Invitations({ list, begin }: ListProps) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  return (
    <Card title={t('staff.invitations', { count: list.invitations.length })}>
      <ul className={styles.list}>
        {list.invitations.map((invitation) => (
          <li key={invitation.id} className={styles.row}>
            <div className={styles.words}>
              <h3 className={styles.name}>
                <span>{invitation.name || t('staff.unnamed')}</span>{' '}
                {invitation.accountId !== null && <Badge tone="indigo">{t('staff.isReset')}</Badge>}
              </h3>
              {invitation.function !== '' && <p className={styles.soft}>{invitation.function}</p>}
              <p className={styles.soft}>
                {t('staff.invited', { at: instant(invitation.madeAtMs), until: instant(invitation.expiresAtMs) })}
              </p>
              {invitation.accountId === null && <GrantList grants={invitation.grants} />}
            </div>
            {invitation.mayRevoke && (
              <div className={styles.rowActs}>
                <Button kind="danger" onClick={() => begin({ kind: 'revoke', invitation })}>
                  {t('staff.revoke')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
