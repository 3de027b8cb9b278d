import type { ReactNode } from 'react';
import { Drum } from './drum.tsx';
import styles from './honour-plate.module.css';
import { joinClasses } from './join-classes.ts';
import { Star } from './star.tsx';

type HonourPlateProps = {
  titleId: string;
  title: string;
  contest: string;
  /** Small lines under the title: the host, the window of the round. */
  notes: readonly string[];
  children: ReactNode;
};

/** The board of honour: gold on lacquer, the contest and the title above, the prizes below. */
export function HonourPlate({ titleId, title, contest, notes, children }: HonourPlateProps) {
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby={titleId}>
      <Drum size={720} dim className={styles.ground} />
      <header className={styles.head}>
        <Drum size={88} />
        <p className={styles.contest}>{contest}</p>
        <h1 id={titleId} className={styles.title}>
          {title}
        </h1>
        {notes.map((note) => (
          <HonourNote key={note}>{note}</HonourNote>
        ))}
      </header>
      {children}
    </section>
  );
}

export function HonourNote({ children }: { children: ReactNode }) {
  return <p className={styles.host}>{children}</p>;
}

type HonourPrizeProps = {
  heading: 'h2' | 'h3';
  name: string;
  /** null: places without a prize, such as equals about whom the committee has yet to decide. */
  star: 'large' | 'small' | null;
  amount?: string | null;
  /** How many cards there are: many small ones, or few large ones. */
  winners: number;
  children: ReactNode;
};

/** One prize of the board: its name and amount, then a card for each winner. */
export function HonourPrize({ heading: Heading, name, star, amount, winners, children }: HonourPrizeProps) {
  return (
    <section className={joinClasses(styles.prize, star === 'large' && styles.first)}>
      <Heading className={styles.name}>
        {star && <Star size={star === 'large' ? 30 : 20} />}
        <span>{name}</span>
      </Heading>
      {amount && <p className={styles.amount}>{amount}</p>}
      <ul className={styles.cards} data-many={winners > 4 || undefined}>
        {children}
      </ul>
    </section>
  );
}
