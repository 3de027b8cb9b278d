import type { OpenQuestion } from '@hoithi/shared/contract/organizer';
import type { Prediction } from '@hoithi/shared/contract/rules';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type organizer from '../../../locales/vi/organizer.json';
import { Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type Parts = { kind: string } & Record<PredictionPart, string>;
type PredictionFieldProps = {
  question: OpenQuestion;
  value: unknown;
  /** `none`, all four parts, or undefined while some are missing. */
  change: (value: unknown) => void;
};

const empty: Parts = { kind: '', role: '', missing: '', targetBasis: '' };
const parts: readonly PredictionPart[] = ['role', 'missing', 'targetBasis'];

/** What is predicted, and the three things that follow once anything is. */
export function PredictionField({ question, value, change }: PredictionFieldProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const [chosen, setChosen] = useState<Parts>(() => {
    if (value === 'none') return { ...empty, kind: 'none' };
    return { ...empty, ...(value as Partial<Parts> | undefined) };
  });
  const put = (part: Partial<Parts>) => {
    const next = { ...chosen, ...part };
    setChosen(next);
    if (next.kind === 'none') change('none');
    else change(Object.values(next).every((each) => each !== '') ? next : undefined);
  };
  return (
    <div className={styles.questionParts}>
      <Select
        label={t('wizard.prediction.kind')}
        required
        placeholder={t('wizard.choosePlaceholder')}
        value={chosen.kind}
        onChange={(event) => put({ kind: event.target.value })}
        options={(question.choices ?? []).map((choice) => ({ value: choice.value, label: local(choice.label) }))}
      />
      {chosen.kind !== '' &&
        chosen.kind !== 'none' &&
        parts.map((part) => (
          <Select
            key={part}
            label={t(`wizard.prediction.${part}`)}
            required
            placeholder={t('wizard.choosePlaceholder')}
            value={chosen[part]}
            onChange={(event) => put({ [part]: event.target.value })}
            options={partValues[part].map((each) => ({ value: each, label: wordPart(part, each, t) }))}
          />
        ))}
    </div>
  );
}

export type PredictionPart = 'role' | 'missing' | 'targetBasis';
type Words = typeof organizer.wizard.prediction;

/** The values of each part; one that the rules know and this list does not would not compile. */
const partValues: { [Part in PredictionPart]: readonly Prediction[Part][] } = {
  role: ['tie-break', 'qualifier'],
  missing: ['ranks-last', 'voids-entry'],
  targetBasis: ['as-closed', 'after-verification'],
};

export function wordPart(part: PredictionPart, value: string, t: TFunction<'organizer'>): string {
  if (part === 'role') return t(`wizard.prediction.roles.${value as keyof Words['roles']}`);
  if (part === 'missing') return t(`wizard.prediction.missings.${value as keyof Words['missings']}`);
  return t(`wizard.prediction.bases.${value as keyof Words['bases']}`);
}
