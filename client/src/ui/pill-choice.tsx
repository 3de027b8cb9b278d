import styles from './pill-choice.module.css';

type PillChoiceProps<Value extends string> = {
  /** What is chosen, for screen readers. */
  legend: string;
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of two or three short choices, side by side. */
export function PillChoice<Value extends string>({ legend, name, options, value, onChange }: PillChoiceProps<Value>) {
  return (
    <fieldset className={styles.choice}>
      <legend className="unseen">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.pill}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
