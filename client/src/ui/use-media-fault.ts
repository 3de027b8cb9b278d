import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from './use-refusal-text.ts';

const mebibyte = 1024 * 1024;

/** Says in a sentence why a picture or a sound was not taken. SPEC X1, X9. */
export function useMediaFault(): (refusal: Refusal) => string {
  const { t } = useTranslation('look');
  const words = useRefusalText();
  return (refusal) => {
    if (refusal.code === 'picture_refused')
      return t(`fault.${refusal.why}`, { sideMin: refusal.sideMin, bytes: limits.pictureBytesMax / mebibyte });
    if (refusal.code === 'sound_refused')
      return t(`soundFault.${refusal.why}`, {
        bytes: limits.soundBytesMax / mebibyte,
        seconds: limits.soundMsMax / 1000,
      });
    return words(refusal);
  };
}
