import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { BackupCard } from '../night/backup-card.tsx';
import { useMay, useMayEverywhere, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { accountPath, banksPath, nightPath, rehearsalsPath } from '../organizer-paths.ts';
import styles from './page.module.css';

/** Where whoever reads no contest arrives: what the own roles open, and a word where that is nothing yet. SPEC I2. */
export function WelcomePage() {
  const { t } = useTranslation(['accounts', 'night', 'rehearsal', 'organizer']);
  const { view } = useOrganizer();
  const may = useMay();
  const mayEverywhere = useMayEverywhere();
  const isOperator = may('night:read') || mayEverywhere('backup:take');
  return (
    <OrganizerPage>
      <PageHead
        title={view.account ? t('welcome.title', { name: view.account.name }) : t('welcome.nobody')}
        lead={t(isOperator ? 'welcome.operator' : may('bank:read') ? 'welcome.banks' : 'welcome.nothing')}
      />
      <nav className={styles.ways} aria-label={t('account.pages')}>
        {may('night:read') && (
          <ButtonLink href={nightPath} kind="primary">
            {t('night:link')}
          </ButtonLink>
        )}
        {may('rehearsal:read') && <ButtonLink href={rehearsalsPath}>{t('rehearsal:way')}</ButtonLink>}
        {may('bank:read') && (
          <ButtonLink href={banksPath} kind={isOperator ? 'plain' : 'primary'}>
            {t('organizer:banks')}
          </ButtonLink>
        )}
        <ButtonLink href={accountPath}>{t('account.link')}</ButtonLink>
      </nav>
      {mayEverywhere('backup:take') && <BackupCard />}
    </OrganizerPage>
  );
}
