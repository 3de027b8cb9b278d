import type { OpenedQuestion } from '@hoithi/shared/contract/show';
import { readGiven } from '@hoithi/shared/rules/questions/read-given';
import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { joinOptions, splitOptions } from '@hoithi/shared/rules/show/show-item';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerShape, AnswerSign, answerColour, letterAt } from '../../../ui/answer-sign.tsx';
import { Button } from '../../../ui/button.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { Field } from '../../../ui/field.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type AnswerProps = {
  question: OpenedQuestion;
  /** What was sent last, or is being sent; null: nothing. */
  given: string | null;
  mayAnswer: boolean;
  /** Letters alone: the words stand on the screen. */
  buttons: boolean;
  onGiven: (given: string) => void;
};

/** Where a question of a show is answered: one option by one tap, everything else by sending what was put together. SPEC H26. */
export function AnswerOnPhone(props: AnswerProps) {
  const { kind } = props.question;
  return kind === 'number' || kind === 'text' ? <Typed {...props} kind={kind} /> : <Tiles {...props} />;
}

function Tiles({ question, given, mayAnswer, buttons, onGiven }: AnswerProps) {
  const { t } = useTranslation('show');
  const { kind, options } = question;
  const sent = given === null ? [] : splitOptions(given);
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const chosen = draft ?? sent;
  const atOnce = kind === 'one' || kind === 'true-false';
  const isWhole = kind === 'order' ? chosen.length === options.length : chosen.length > 0;
  const isNew = draft !== null && joinOptions(kind, draft) !== given;
  function press(optionId: string) {
    if (atOnce) onGiven(optionId);
    else setDraft(chosen.includes(optionId) ? chosen.filter((each) => each !== optionId) : [...chosen, optionId]);
  }
  return (
    <>
      {!atOnce && <p className={styles.how}>{t(kind === 'order' ? 'question.order' : 'question.several')}</p>}
      <div className={joinClasses(styles.tiles, buttons && styles.buttons)}>
        {options.map(({ optionId, text }, place) => {
          const at = chosen.indexOf(optionId) + 1;
          const words = { letter: letterAt(place), text, place: at };
          return (
            <button
              key={optionId}
              type="button"
              className={joinClasses(
                styles.tile,
                answerColour(place),
                at > 0 && styles.chosen,
                kind === 'order' && styles.ordered,
              )}
              aria-pressed={at > 0}
              aria-label={kind === 'order' && at > 0 ? t('question.placed', words) : t('question.option', words)}
              lang={contestWords.lang}
              disabled={!mayAnswer}
              onClick={() => press(optionId)}
            >
              {buttons ? (
                <span className={styles.big}>
                  <AnswerShape place={place} />
                  {letterAt(place)}
                </span>
              ) : (
                <>
                  <AnswerSign place={place} className={styles.sign} />
                  <span {...contestWords} className={styles.option}>
                    {text}
                  </span>
                </>
              )}
              {kind === 'order' && at > 0 && (
                <span className={styles.placed} aria-hidden="true">
                  {at}
                </span>
              )}
            </button>
          );
        })}
      </div>
      {!atOnce && mayAnswer && (
        <Button kind="primary" disabled={!isWhole || !isNew} onClick={() => onGiven(joinOptions(kind, chosen))}>
          {t('question.send')}
        </Button>
      )}
    </>
  );
}

/** As in the schema of an answer. */
const lengthMax = 100;
const decimalsMax = 6;

function Typed({ kind, given, mayAnswer, onGiven }: AnswerProps & { kind: 'number' | 'text' }) {
  const { t } = useTranslation('show');
  const { number } = useFormat();
  const [typed, setTyped] = useState(given ?? '');
  const value = kind === 'number' ? readTypedNumber(typed) : null;
  const isWhole = readGiven({ kind }, { optionIds: [], typed }) !== null;
  return (
    <form
      className={styles.typed}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && mayAnswer) onGiven(typed.trim());
      }}
    >
      <Field label={t(`question.typed.${kind}`)} hint={t(`question.typedHint.${kind}`)}>
        {(wire) => (
          <input
            {...wire}
            className={joinClasses(wire.className, styles.typedInput)}
            inputMode={kind === 'number' ? 'decimal' : 'text'}
            maxLength={lengthMax}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="send"
            readOnly={!mayAnswer}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {kind === 'number' && (
        <p className={styles.typedRead} aria-live="polite">
          {typed.trim() !== '' && (
            <span>
              {value === null
                ? t('question.numberUnread')
                : t('question.numberRead', { value: number(value, decimalsMax) })}
            </span>
          )}
        </p>
      )}
      {mayAnswer && (
        <Button kind="primary" type="submit" disabled={!isWhole || typed.trim() === given}>
          {t('question.send')}
        </Button>
      )}
    </form>
  );
}
