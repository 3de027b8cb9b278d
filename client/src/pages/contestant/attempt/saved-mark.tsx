import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import type { AnswerState } from './answer-sender.ts';
import styles from './page.module.css';

const sendingWords = { well: 'kept.sending', 'store-away': 'outage:stored', offline: 'kept.waiting' } as const;

/** Where an answer is: not given, on its way, with the server, or refused. Said aloud when it changes. */
export function SavedMark({
  state,
  line,
  rest,
}: {
  state: AnswerState | undefined;
  line: ConnectionState;
  rest: string | null;
}) {
  const { t } = useTranslation(['contestant', 'outage']);
  const refusalText = useRefusalText();
  const tone =
    state?.is === 'kept' ? styles.good : state && (state.is === 'refused' || line !== 'well') ? styles.warn : undefined;
  return (
    <output className={joinClasses(styles.kept, tone)} aria-live="polite">
      {state?.is === 'kept' && `✓ ${t('kept.kept')}`}
      {state?.is === 'sending' && t(sendingWords[line])}
      {state?.is === 'refused' && refusalText(state.refusal)}
      {!state && rest}
    </output>
  );
}
