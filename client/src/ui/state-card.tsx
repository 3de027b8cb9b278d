import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from './drum.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './state-card.module.css';

export type StateKind = 'empty' | 'loading' | 'offline' | 'error' | 'not-yet' | 'too-late' | 'closed';
export type StateCardProps = {
  kind: StateKind;
  /** The page's own sentence; without one a general sentence is shown. */
  title?: ReactNode;
  children?: ReactNode;
  /** The way on. */
  action?: ReactNode;
};

const drumOf: Record<StateKind, number> = {
  empty: 0.25,
  loading: 1,
  offline: 0,
  error: 0,
  'not-yet': 1,
  'too-late': 0,
  closed: 0.5,
};

/** A page with nothing to show yet, or no more: one sentence and a way on. */
export function StateCard({ kind, title, children, action }: StateCardProps) {
  const { t } = useTranslation('common');
  const alarming = kind === 'error' || kind === 'offline';
  return (
    <div
      className={joinClasses(styles.state, kind === 'loading' && styles.loading)}
      role={alarming ? 'alert' : 'status'}
    >
      <Drum
        size={88}
        progress={drumOf[kind]}
        turning={kind === 'loading'}
        className={alarming ? styles.broken : undefined}
      />
      {kind === 'loading' ? (
        <p className={styles.words}>{title ?? t('state.loading')}</p>
      ) : (
        <h2>{title ?? t(`state.${kind}`)}</h2>
      )}
      {children && <div className={styles.words}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
