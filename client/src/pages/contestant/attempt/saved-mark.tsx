import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import type { AnswerState } from './answer-sender.ts';
import styles from './page.module.css';

const sendingWords = { well: 'saving.sending', 'store-failure': 'outage:stored', offline: 'saving.waiting' } as const;

/** The state of an answer: not given, being sent, saved, or refused. Announced when it changes. */
export function SavedMark({
  state,
  connection,
  rest,
}: {
  state: AnswerState | undefined;
  connection: ConnectionState;
  /** What is said while nothing was chosen yet. */
  rest: ReactNode;
}) {
  const { t } = useTranslation(['contestant', 'outage']);
  const refusalText = useRefusalText();
  const tone =
    state?.is === 'saved'
      ? styles.good
      : state && (state.is === 'refused' || connection !== 'well')
        ? styles.warn
        : undefined;
  return (
    <output className={joinClasses(styles.savedMark, tone)} aria-live="polite">
      {state?.is === 'saved' && <span>{`✓ ${t('saving.saved')}`}</span>}
      {state?.is === 'sending' && <span>{t(sendingWords[connection])}</span>}
      {state?.is === 'refused' && <span>{refusalText(state.refusal)}</span>}
      {!state && <span>{rest}</span>}
    </output>
  );
}
