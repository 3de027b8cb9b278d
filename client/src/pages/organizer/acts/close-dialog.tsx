import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { ActFrame } from './act-frame.tsx';
import { readReason } from './read-reason.ts';
import { ReasonField } from './reason-field.tsx';
import { useAct } from './use-act.ts';

type CloseDialogProps = { round: DeskRound; onClose: () => void; onDone: (words: string) => void };

/** Closes an open round now, with a reason. SPEC O2. */
export function CloseDialog({ round, onClose, onDone }: CloseDialogProps) {
  const { t } = useTranslation('organizer');
  const { local, number, instant, closing } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const label = local(round.label);
  const act = useAct(
    () => namespace.send('round:close', { roundId: round.roundId, reason }),
    ({ closesAtMs }) => {
      void namespace.enter();
      onDone(t('act.close.done', { round: label, at: instant(closesAtMs) }));
    },
  );
  const confirm = () => {
    setTried(true);
    if (!issue) void act.run();
  };
  return (
    <ActFrame
      title={t('act.close.title', { round: label })}
      confirm={t('act.close.confirm')}
      busy={act.busy}
      refused={act.refusal && refusalText(act.refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {t('act.close.consequence', {
          count: round.openAttempts,
          shown: number(round.openAttempts),
          closes: closing(round.closesAtMs),
        })}{' '}
        <strong>{t('act.close.final')}</strong>
      </p>
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`act.${issue}`) : null} />
    </ActFrame>
  );
}
