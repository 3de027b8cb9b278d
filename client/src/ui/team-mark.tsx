import { AnswerShape } from './answer-sign.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './team-mark.module.css';

const colours = [styles.gold, styles.jade, styles.indigo, styles.son, styles.bare, styles.bronze];

/** A team's sign: a shape in a colour, thirty-six of them before one comes again; the team's name always stands beside it. */
export function TeamMark({ mark, className }: { mark: number; className?: string }) {
  const round = Math.floor(mark / colours.length);
  return (
    <span className={joinClasses(styles.mark, colours[(mark + round) % colours.length], className)} aria-hidden="true">
      <AnswerShape place={mark} />
    </span>
  );
}
