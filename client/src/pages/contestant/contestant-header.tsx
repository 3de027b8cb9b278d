import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import styles from './contestant.module.css';
import { contestPath, useVisit } from './contestant-context.ts';

/** Who is here, as a way to their details; a guest is offered the sign-in by the page itself. */
export function ContestantHeader() {
  const { t } = useTranslation('contestant');
  const { slug, me } = useVisit();
  if (!me.signedIn) return null;
  const name = me.profile?.name ?? me.phoneMasked ?? '';
  return (
    <Link
      href={contestPath(slug, 'ho-so')}
      className={styles.headerPerson}
      title={name}
      aria-label={t('header.details', { name })}
    >
      <svg
        viewBox="0 0 24 24"
        width="22"
        height="22"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
      >
        <circle cx="12" cy="8.5" r="4" />
        <path d="M4.5 20.5c1-4.4 4-6 7.5-6s6.5 1.6 7.5 6" strokeLinecap="round" />
      </svg>
      <span className={styles.headerName}>{name}</span>
    </Link>
  );
}
