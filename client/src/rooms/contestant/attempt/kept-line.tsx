import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import type { AnswerState } from './answer-sender.ts';
import styles from './attempt.module.css';

/** Where an answer is: not given, on its way, with the server, or refused. Said aloud when it changes. */
export function KeptLine({
  state,
  online,
  rest,
}: {
  state: AnswerState | undefined;
  online: boolean;
  rest: string | null;
}) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const tone =
    state?.is === 'kept' ? styles.good : state && (state.is === 'refused' || !online) ? styles.warn : undefined;
  return (
    <output className={joinClasses(styles.kept, tone)} aria-live="polite">
      {state?.is === 'kept' && `✓ ${t('kept.kept')}`}
      {state?.is === 'sending' && (online ? t('kept.sending') : t('kept.waiting'))}
      {state?.is === 'refused' && refusalText(state.refusal)}
      {!state && rest}
    </output>
  );
}
