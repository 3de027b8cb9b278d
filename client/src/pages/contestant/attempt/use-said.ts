import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const storedAs = 'hoithi.questionLanguage';
const vietnamese = 'vi';

type Said = { text: string; options: Record<string, string> };
type Asked<S extends Said> = {
  text: string;
  options: { optionId: string; text: string }[];
  said?: Record<string, S>;
};

/** The language in which this reader reads questions: what was chosen last, else that of the page. */
export function useQuestionLanguage() {
  const { i18n } = useTranslation();
  const [chosen, setChosen] = useState(() => recallLanguage() ?? i18n.language);
  const choose = (language: string) => {
    storeLanguage(language);
    setChosen(language);
  };
  return { chosen, choose };
}

/** The languages of a question. */
export const languagesOf = (question: Asked<Said>): string[] => [vietnamese, ...Object.keys(question.said ?? {})];

/** A question in a language, where it has that, else in Vietnamese. `words`: what it says in it; null: it is Vietnamese. */
export function sayIn<S extends Said, Q extends Asked<S>>(question: Q & Asked<S>, language: string) {
  const words = question.said?.[language] ?? null;
  const options = question.options.map((each) => ({ ...each, text: words?.options[each.optionId] ?? each.text }));
  const said: Q = words ? { ...question, text: words.text, options } : question;
  return { question: said, words, lang: words ? language : vietnamese };
}

/**
 * A question in the language that its reader chose last, else in that of the page, else in Vietnamese. `languages`: those it
 * has; one alone leaves nothing to choose.
 */
export function useSaid(handedOut: QuestionView) {
  const { chosen, choose } = useQuestionLanguage();
  const { question, lang } = sayIn<Said, QuestionView>(handedOut, chosen);
  return { question, lang, languages: languagesOf(handedOut), choose };
}

function recallLanguage(): string | null {
  try {
    return localStorage.getItem(storedAs);
  } catch {
    return null; // storage is closed in some web views
  }
}

function storeLanguage(language: string): void {
  try {
    localStorage.setItem(storedAs, language);
  } catch {
    return; // the choice then lasts as long as the question
  }
}
