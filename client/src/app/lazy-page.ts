import { type ComponentType, lazy } from 'react';
import { loadWords } from '../locales/i18n.ts';
import type { Words } from '../locales/words.ts';

type PageModule = { default: ComponentType };

/** A room fetched when first entered, its words beside it and not after it. */
export function lazyPage(load: () => Promise<PageModule>, ...words: (keyof Words)[]) {
  return lazy(async () => {
    const [namespace] = await Promise.all([load(), loadWords(...words)]);
    return namespace;
  });
}
