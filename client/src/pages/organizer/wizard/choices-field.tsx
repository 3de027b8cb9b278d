import styles from './question-field.module.css';

type ChoicesFieldProps = {
  name: string;
  labelledBy: string;
  describedBy: string | undefined;
  choices: { value: string; label: string }[];
  value: string | null;
  change: (value: string) => void;
};

/** One of a few, all in sight. */
export function ChoicesField({ name, labelledBy, describedBy, choices, value, change }: ChoicesFieldProps) {
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy} className={styles.choices}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => change(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
