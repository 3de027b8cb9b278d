import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { joinClasses } from './join-classes.ts';

export type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode;
  /** gold: a thread of gold leaf along the top, for what matters most on a page. */
  tone?: 'plain' | 'gold';
};

export function Card({ title, tone = 'plain', className, children, ...rest }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      {...rest}
      className={joinClasses(styles.card, tone === 'gold' && styles.gold, className)}
    >
      {title && (
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}
