import type { ContestCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import styles from './contest-tabs.module.css';
import { collectiveDeskPath, deskPath, preparePath } from './organizer-paths.ts';

/** The pages of one contest behind the door: what is needed every day, the set-up, the prizes for units. */
export function ContestTabs({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('organizer');
  const [path] = useLocation();
  const tabs = [
    { href: preparePath(contest.slug), label: t('tabs.prepare') },
    { href: collectiveDeskPath(contest.slug), label: t('tabs.collective') },
  ];
  const elsewhere = tabs.some(({ href }) => href === path);
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      <Link href={deskPath(contest.slug)} aria-current={elsewhere ? undefined : 'page'}>
        {t('tabs.desk')}
      </Link>
      {tabs.map(({ href, label }) => (
        <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
