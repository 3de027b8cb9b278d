import type { NamedGrant } from '@hoithi/shared/contract/accounts';
import { useTranslation } from 'react-i18next';
import styles from './grants.module.css';

/** Roles in words, each with where it holds. */
export function GrantList({ grants }: { grants: readonly NamedGrant[] }) {
  const { t } = useTranslation('accounts');
  if (grants.length === 0) return <p className={styles.none}>{t('grants.none')}</p>;
  return (
    <ul className={styles.list}>
      {grants.map((grant) => (
        <li key={`${grant.role} ${grant.contestId} ${grant.unitCode}`} className={styles.grant}>
          <GrantWords grant={grant} />
        </li>
      ))}
    </ul>
  );
}

function GrantWords({ grant }: { grant: NamedGrant }) {
  const { t } = useTranslation('accounts');
  const place = grant.contestName ?? grant.contestId;
  const where = place === null ? t('grants.everywhere') : place;
  const unit = grant.unitName ?? grant.unitCode;
  return (
    <>
      <strong>{t(`role.${grant.role}`)}</strong>
      <span className={styles.where}>{unit === null ? where : t('grants.unitOf', { unit, contest: where })}</span>
    </>
  );
}
