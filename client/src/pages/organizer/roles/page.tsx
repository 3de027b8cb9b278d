import type { PermissionTable } from '@hoithi/shared/contract/accounts';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import type accounts from '../../../locales/vi/accounts.json';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import styles from './page.module.css';

type ActKey = keyof typeof accounts.may;
/** i18next reads a colon as the name of another word file. */
export const actKeyOf = (permission: string): ActKey => permission.replace(':', '_') as ActKey;

/** Which role may do what, as the server decides it, to read and to print. SPEC I2. */
export function RolesPage() {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const loaded = useLoaded<PermissionTable>('/api/permissions');
  usePageTitle(t('roles.title'));
  return (
    <OrganizerPage making>
      <PageHead title={t('roles.title')} lead={t('roles.lead')}>
        <Button className={styles.print} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </PageHead>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="error" title={words(loaded.refusal)} />}
      {loaded.value && (
        <>
          <ByRole table={loaded.value} />
          <WholeTable table={loaded.value} />
          <p className={styles.soft}>{t('roles.weighty')}</p>
        </>
      )}
    </OrganizerPage>
  );
}

/** On a narrow page: what each role may do. */
function ByRole({ table }: { table: PermissionTable }) {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.byRole}>
      {table.roles.map((role) => (
        <Card key={role} title={t(`role.${role}`)}>
          <p className={styles.soft}>{t(`roleText.${role}`)}</p>
          <details className={styles.acts}>
            <summary>{t('roles.acts')}</summary>
            <ul>
              {table.permissions
                .filter(({ roles }) => roles.includes(role))
                .map(({ id, weighty }) => (
                  <li key={id}>
                    <ActName id={id} weighty={weighty} />
                  </li>
                ))}
            </ul>
          </details>
        </Card>
      ))}
    </div>
  );
}

/** On a wide page and on paper: every act by every role. */
function WholeTable({ table }: { table: PermissionTable }) {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.whole}>
      <table className={styles.table}>
        <caption className="unseen">{t('roles.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('roles.act')}</th>
            {table.roles.map((role) => (
              <th key={role} scope="col" className={styles.role}>
                {t(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.permissions.map(({ id, roles, weighty }) => (
            <tr key={id}>
              <th scope="row">
                <ActName id={id} weighty={weighty} />
              </th>
              {table.roles.map((role) => (
                <td key={role}>
                  {roles.includes(role) ? (
                    <span className={styles.yes}>
                      <span aria-hidden="true">●</span>
                      <span className="unseen">{t('roles.yes')}</span>
                    </span>
                  ) : (
                    <span className="unseen">{t('roles.no')}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ActName({ id, weighty }: { id: string; weighty: boolean }) {
  const { t } = useTranslation('accounts');
  const name = t(`may.${actKeyOf(id)}`, { defaultValue: id });
  return <>{weighty ? t('roles.marked', { act: name }) : name}</>;
}
