import type { ReactNode } from 'react';
import styles from './figure.module.css';

type FigureProps = { of: string; value: string; children?: ReactNode };

/** A number under its own name, with its denominator where it has one. Belongs into a `dl`. */
export function Figure({ of, value, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{of}</dt>
      <dd className={styles.value}>{value}</dd>
      {children && <dd className={styles.note}>{children}</dd>}
    </div>
  );
}
