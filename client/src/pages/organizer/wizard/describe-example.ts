import type { OpenQuestion } from '@hoithi/shared/contract/organizer';
import type { TFunction } from 'i18next';
import type { useFormat } from '../../../ui/use-format.ts';
import type { PredictionPart } from './prediction-parts.ts';
import { wordPart } from './prediction-parts.ts';

type Format = Pick<ReturnType<typeof useFormat>, 'local' | 'instant' | 'number'>;

/** What comparable contests do, in words; the value itself never enters the form. Source: SPEC O1. */
export function describeExample(question: OpenQuestion, t: TFunction<'organizer'>, format: Format): string | null {
  const { example, kind, choices } = question;
  if (example === null) return null;
  const labelOf = (value: string) => {
    const choice = choices?.find((each) => each.value === value);
    return choice ? format.local(choice.label) : value;
  };
  if (kind === 'choice') return labelOf(example);
  if (kind === 'boolean') return t(example === 'true' ? 'wizard.yes' : 'wizard.no');
  if (kind === 'instant') return format.instant(Date.parse(example));
  if (kind === 'integer') return format.number(Number(example));
  if (kind === 'ladder') return example.split(',').map(labelOf).join(' → ');
  if (kind === 'prediction') {
    const [first = '', ...rest] = example.split(' ');
    const parts: PredictionPart[] = ['role', 'missing', 'targetBasis'];
    return [labelOf(first), ...rest.map((value, at) => wordPart(parts[at] ?? 'role', value, t))].join('; ');
  }
  return example;
}
