import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

export type CrowdChoice = {
  people: number;
  takePart: number;
  skill: number;
  secondsPerQuestion: number;
  attempts: number;
  guess: number;
};

/** Of a province's contest, from 25,000 to 60,000 people, 1.4 to 14.5 attempts a person. Source: domain (c). */
export const usualCrowd: CrowdChoice = {
  people: 30_000,
  takePart: 0.6,
  skill: 0.9,
  secondsPerQuestion: 14,
  attempts: 2.5,
  guess: 0.95,
};

/** People go up in steps that feel alike: a school, a commune, a province. */
const peopleSteps = [100, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 50_000, 100_000, 200_000];

type Slider = { key: keyof CrowdChoice; min: number; max: number; step: number };
const sliders: readonly Slider[] = [
  { key: 'takePart', min: 0.05, max: 1, step: 0.05 },
  { key: 'skill', min: 0.3, max: 1, step: 0.01 },
  { key: 'secondsPerQuestion', min: 3, max: 60, step: 1 },
  { key: 'attempts', min: 1, max: 15, step: 0.5 },
  { key: 'guess', min: 0, max: 1, step: 0.05 },
];

type CrowdFieldsProps = { crowd: CrowdChoice; onCrowd: (crowd: CrowdChoice) => void; disabled: boolean };

/** A few sliders in words that an official can judge. */
export function CrowdFields({ crowd, onCrowd, disabled }: CrowdFieldsProps) {
  const { t } = useTranslation('simulator');
  const { number, rate } = useFormat();
  const at = Math.max(
    0,
    peopleSteps.findIndex((step) => step >= crowd.people),
  );
  const shown = (key: keyof CrowdChoice): string => {
    const value = crowd[key];
    if (key === 'takePart' || key === 'skill' || key === 'guess') return rate(value);
    return key === 'secondsPerQuestion' ? t('seconds', { shown: number(value) }) : number(value, 1);
  };
  return (
    <div className={styles.sliders}>
      <Range
        label={t('crowd.people')}
        shown={number(crowd.people)}
        {...{ min: 0, max: peopleSteps.length - 1, step: 1, value: at, disabled }}
        onValue={(step) => onCrowd({ ...crowd, people: peopleSteps[step] ?? crowd.people })}
      />
      {sliders.map(({ key, ...bounds }) => (
        <Range
          key={key}
          label={t(`crowd.${key}`)}
          shown={shown(key)}
          {...bounds}
          value={crowd[key]}
          disabled={disabled}
          onValue={(value) => onCrowd({ ...crowd, [key]: value })}
        />
      ))}
    </div>
  );
}

type RangeProps = Omit<Slider, 'key'> & {
  label: string;
  shown: string;
  value: number;
  disabled: boolean;
  onValue: (value: number) => void;
};

function Range({ label, shown, value, disabled, onValue, ...bounds }: RangeProps) {
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{shown}</output>
      <input
        id={id}
        type="range"
        {...bounds}
        value={value}
        disabled={disabled}
        aria-valuetext={shown}
        onChange={(event) => onValue(Number(event.target.value))}
      />
    </div>
  );
}
