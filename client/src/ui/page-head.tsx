import type { ReactNode } from 'react';
import styles from './page-head.module.css';

type PageHeadProps = {
  title: ReactNode;
  /** Before the title: a way back, or what the page belongs to. */
  above?: ReactNode;
  /** What the page is for, in a sentence. */
  lead?: ReactNode;
  children?: ReactNode;
};

/** The head of a page: its title between what it belongs to and what it is for. */
export function PageHead({ title, above, lead, children }: PageHeadProps) {
  return (
    <header className={styles.head}>
      {typeof above === 'string' ? <p className={styles.soft}>{above}</p> : above}
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.soft}>{lead}</p>}
      {children}
    </header>
  );
}
