import type { Prediction } from '@hoithi/shared/contract/rules';
import type { TFunction } from 'i18next';
import type organizer from '../../../locales/vi/organizer.json';

export type PredictionPart = 'role' | 'missing' | 'targetBasis';
type Words = typeof organizer.wizard.prediction;

/** What each part may say; a value that the rules know and this does not would not compile. */
export const partValues: { [Part in PredictionPart]: readonly Prediction[Part][] } = {
  role: ['tie-break', 'qualifier'],
  missing: ['ranks-last', 'voids-entry'],
  targetBasis: ['as-closed', 'after-verification'],
};

export function wordPart(part: PredictionPart, value: string, t: TFunction<'organizer'>): string {
  if (part === 'role') return t(`wizard.prediction.roles.${value as keyof Words['roles']}`);
  if (part === 'missing') return t(`wizard.prediction.missings.${value as keyof Words['missings']}`);
  return t(`wizard.prediction.bases.${value as keyof Words['bases']}`);
}
