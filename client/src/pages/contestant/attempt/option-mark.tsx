import { AnswerSign } from '../../../ui/answer-sign.tsx';
import styles from './option-mark.module.css';

/** The sign at the head of an option's tile. */
export function OptionMark({ place }: { place: number }) {
  return <AnswerSign place={place} className={styles.mark} />;
}
