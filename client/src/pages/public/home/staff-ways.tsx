import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import styles from './page.module.css';

const ways = [
  { who: 'organizer', href: '/to-chuc' },
  { who: 'mc', href: '/mc' },
  { who: 'unit-leader', href: '/don-vi' },
] as const;

/** Where those who work on a contest come in: with their account, or the link they were sent. */
export function StaffWays() {
  const { t } = useTranslation('home');
  return (
    <section className={styles.staff} aria-labelledby="staff-ways">
      <h2 id="staff-ways">{t('staff.title')}</h2>
      <p>{t('staff.text')}</p>
      <ul>
        {ways.map(({ who, href }) => (
          <li key={who}>
            <Link href={href}>{t(`audiences.${who}.name`)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
