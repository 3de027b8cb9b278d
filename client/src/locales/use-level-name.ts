import { unitLevels } from '@hoithi/shared/contract/unit-level';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A level in the reader's language, or in the organizer's own word where it is one of their own. */
export function useLevelName(): (level: string) => string {
  const { t } = useTranslation('common');
  return useCallback(
    (level) => {
      const known = unitLevels.find((each) => each === level);
      return known === undefined ? level : t(`unitLevel.${known}`);
    },
    [t],
  );
}
