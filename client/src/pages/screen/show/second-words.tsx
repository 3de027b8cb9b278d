import type { LocalText } from '@hoithi/shared/contract/text';
import { createContext, useContext } from 'react';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './second-words.module.css';

/** Whether the contest has two languages. */
export const BilingualContext = createContext(false);

/** The words in the language that the screen is not in; null: the contest has one, or both say the same. */
export function useSecond(): (text: LocalText | null) => string | null {
  const { locale } = useFormat();
  const bilingual = useContext(BilingualContext);
  return (text) => {
    if (!bilingual || text === null || text.vi === text.en) return null;
    return joinHyphens(locale === 'vi' ? text.en : text.vi);
  };
}

/** Below the words of a title or a tile, smaller; given up before the words above it become too small. SPEC H44. */
export function SecondWords({ words }: { words: string | null }) {
  const { locale } = useFormat();
  if (words === null) return null;
  return (
    <span className={styles.second} lang={locale === 'vi' ? 'en' : 'vi'}>
      {words}
    </span>
  );
}
