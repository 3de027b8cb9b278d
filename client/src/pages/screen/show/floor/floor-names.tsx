import { useEffect, useState } from 'react';
import { joinClasses } from '../../../../ui/join-classes.ts';
import styles from './page.module.css';
import { changesAtMs, endOfName, type FloorPlan } from './plan-floor.ts';

type FloorNamesProps = {
  plan: FloorPlan;
  names: readonly string[];
  before: readonly boolean[];
  after: readonly boolean[];
};

/** Each light a plate with a name; what has changed goes out or on after the picture has come. */
export function FloorNames({ plan, names, before, after }: FloorNamesProps) {
  const [come, setCome] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setCome(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <ul
      className={styles.names}
      style={{ gridTemplate: `repeat(${plan.rows}, minmax(0, 1fr)) / repeat(${plan.columns}, minmax(0, 1fr))` }}
    >
      {names.map((name, at) => {
        const changes = before[at] !== after[at];
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a light is its place on the floor
            key={at}
            data-fit
            data-lit={(come ? after[at] : before[at]) || undefined}
            className={joinClasses(styles.plate, changes && after[at] && styles.called)}
            style={changes ? { transitionDelay: `${changesAtMs(at)}ms` } : undefined}
          >
            {plan.form === 'short' ? endOfName(name) : name}
          </li>
        );
      })}
    </ul>
  );
}
