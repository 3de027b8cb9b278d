import type { RefObject } from 'react';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { LanguageChoice } from './language-choice.tsx';
import styles from './page.module.css';
import { QuestionMediaList } from './question-media-list.tsx';
import type { useSaid } from './use-said.ts';

type QuestionWordsProps = {
  said: ReturnType<typeof useSaid>;
  id: string;
  heading: RefObject<HTMLHeadingElement | null>;
};

/** What is asked, in the reader's language, with its pictures and sounds. */
export function QuestionWords({ said: { question, ...language }, id, heading }: QuestionWordsProps) {
  return (
    <>
      <LanguageChoice {...language} />
      <h1 {...contestWords} lang={language.lang} id={id} ref={heading} tabIndex={-1} className={styles.question}>
        {joinHyphens(question.text)}
      </h1>
      <QuestionMediaList media={question.media} />
    </>
  );
}
