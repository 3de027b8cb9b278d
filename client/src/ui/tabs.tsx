import { Link } from 'wouter';
import styles from './tabs.module.css';

type Tab = { href: string; label: string; current: boolean };

/** The pages that belong together, as links in one row; the page that is shown is marked. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ href, label: name, current }) => (
        <Link key={href} href={href} aria-current={current ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
