import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/field.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type TypedAnswerProps = {
  kind: 'number' | 'text';
  typed: string;
  onTyped: (typed: string) => void;
  onLeft: (() => void) | undefined;
  locked: boolean;
};

/** As in the schema of an answer. */
const lengthMax = 100;
const decimalsMax = 6;

/** A number, with how it is read below it, or a short text. SPEC Q5. */
export function TypedAnswer({ kind, typed, onTyped, onLeft, locked }: TypedAnswerProps) {
  const { t } = useTranslation('contestant');
  const { number } = useFormat();
  const value = kind === 'number' ? readTypedNumber(typed) : null;
  return (
    <div className={styles.typed}>
      <Field label={t(`question.${kind}`)} hint={t(`question.${kind}Hint`)}>
        {(wire) => (
          <input
            {...wire}
            className={joinClasses(wire.className, styles.typedInput, kind === 'number' && styles.typedNumber)}
            inputMode={kind === 'number' ? 'decimal' : 'text'}
            maxLength={lengthMax}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="done"
            readOnly={locked}
            value={typed}
            onChange={(event) => onTyped(event.target.value)}
            onBlur={onLeft}
            onKeyDown={(event) => event.key === 'Enter' && onLeft?.()}
          />
        )}
      </Field>
      {kind === 'number' && (
        <p className={styles.typedRead} aria-live="polite">
          {typed.trim() !== '' &&
            (value === null
              ? t('question.numberUnread')
              : t('question.numberRead', { value: number(value, decimalsMax) }))}
        </p>
      )}
    </div>
  );
}
