import { useEffect, useRef } from 'react';
import { optionLetters } from '../../../ui/answer-sign.tsx';

/** Keys 1 to 6 and A to F choose an option, and Enter answers, also on an option, where Space presses; wherever the focus is, except in a text box. `onChoose` gets the place, from 0. */
export function useChoiceKeys(optionCount: number, onChoose: (place: number) => void, onEnter?: () => void): void {
  const latest = useRef({ optionCount, onChoose, onEnter });
  latest.current = { optionCount, onChoose, onEnter };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')) return;
      if (event.key === 'Enter' && !target.matches('button:not([data-option]), a')) {
        event.preventDefault();
        latest.current.onEnter?.();
        return;
      }
      const letter = optionLetters.indexOf(event.key.toUpperCase() as 'A');
      const place = letter >= 0 ? letter : '123456'.indexOf(event.key);
      if (event.key.length !== 1 || place < 0 || place >= latest.current.optionCount) return;
      event.preventDefault();
      latest.current.onChoose(place);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
