import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const storedAs = 'hoithi.questionLanguage';
const vietnamese = 'vi';

/**
 * A question in the language that its reader chose last, else in that of the page, else in Vietnamese. `languages`: those it
 * has; one alone leaves nothing to choose.
 */
export function useSaid(question: QuestionView) {
  const { i18n } = useTranslation();
  const [chosen, setChosen] = useState(() => recallLanguage() ?? i18n.language);
  const { said = {} } = question;
  const languages = [vietnamese, ...Object.keys(said)];
  const lang = languages.includes(chosen) ? chosen : vietnamese;
  const words = said[lang];
  const options = question.options.map((each) => ({ ...each, text: words?.options[each.optionId] ?? each.text }));
  const choose = (language: string) => {
    storeLanguage(language);
    setChosen(language);
  };
  return { question: words ? { ...question, text: words.text, options } : question, lang, languages, choose };
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
