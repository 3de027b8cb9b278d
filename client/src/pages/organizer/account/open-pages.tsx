import type { OwnAccount } from '@hoithi/shared/contract/accounts';
import { hasPermission } from '@hoithi/shared/rules/permissions';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { deskHome } from '../organizer-paths.ts';

/** Links to the pages that the roles open, and to no others. SPEC I2. */
export function OpenPages({ own }: { own: Pick<OwnAccount, 'grants'> }) {
  const { t } = useTranslation('accounts');
  const has = (permission: 'desk:enter' | 'mc:enter' | 'leader:enter') =>
    own.grants.some(({ role }) => hasPermission(role, permission));
  return (
    <>
      {has('desk:enter') && <ButtonLink href={deskHome}>{t('account.toDesk')}</ButtonLink>}
      {has('mc:enter') && <ButtonLink href="/mc">{t('signIn.toMc')}</ButtonLink>}
      {has('leader:enter') && <ButtonLink href="/don-vi">{t('signIn.toUnit')}</ButtonLink>}
    </>
  );
}
