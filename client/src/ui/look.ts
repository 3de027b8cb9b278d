import type { ShownLook } from '@hoithi/shared/contract/look';
import { useLayoutEffect } from 'react';

type Properties = Record<`--${string}`, string>;

/** A contest's own tones in the place of vermilion and gold; the colours of answers are apart. SPEC X8. */
export function toneProperties(look: ShownLook | null | undefined): Properties {
  const tones = look?.tones;
  if (!tones) return {};
  return {
    '--son': tones.main,
    '--son-deep': tones.mainDeep,
    '--son-pale': tones.mainPale,
    '--gold': tones.accent,
    '--gold-pale': tones.accentPale,
    '--gold-deep': tones.accentDeep,
    '--action': tones.main,
    '--action-deep': tones.mainDeep,
    '--leaf': tones.accent,
  };
}

/** The whole page in a contest's tones, for as long as it is open. */
export function useTones(look: ShownLook | null | undefined): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const own = Object.entries(toneProperties(look));
    for (const [name, value] of own) style.setProperty(name, value);
    return () => {
      for (const [name] of own) style.removeProperty(name);
    };
  }, [look]);
}
