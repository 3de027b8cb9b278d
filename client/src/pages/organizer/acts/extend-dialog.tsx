import type { DeskRound } from '@hoithi/shared/contract/organizer';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import { ActFrame } from './act-frame.tsx';
import { readReason } from './read-reason.ts';
import { ReasonField } from './reason-field.tsx';
import { useAct } from './use-act.ts';

type ExtendDialogProps = { round: DeskRound; onClose: () => void; onDone: (words: string) => void };

/** Gives a round a later close, with a reason. The hour is Vietnam's, whatever the device's zone. SPEC O2. */
export function ExtendDialog({ round, onClose, onDone }: ExtendDialogProps) {
  const { t } = useTranslation('organizer');
  const { local, instant, closing } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const [typed, setTyped] = useState('');
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const closesAt = readVietnamInput(until);
  const early = closesAt !== null && Date.parse(closesAt) <= round.closesAtMs;
  const label = local(round.label);
  const act = useAct(
    () => namespace.send('round:extend', { roundId: round.roundId, closesAt: closesAt ?? '', reason }),
    ({ closesAtMs }) => {
      void namespace.enter();
      onDone(t('act.extend.done', { round: label, at: closing(closesAtMs) }));
    },
  );
  const confirm = () => {
    setTried(true);
    if (!issue && closesAt !== null && !early) void act.run();
  };
  const wrongUntil = early
    ? t('act.extend.untilEarly', { closes: closing(round.closesAtMs) })
    : t('act.extend.untilMissing');
  const overlaps = (refusal: Refusal) => refusal.code === 'rules_invalid' && refusal.issues.includes('rounds.overlap');
  return (
    <ActFrame
      title={t('act.extend.title', { round: label })}
      confirm={t('act.extend.confirm')}
      busy={act.busy}
      refused={act.refusal && (overlaps(act.refusal) ? t('act.overlap') : refusalText(act.refusal))}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('act.extend.consequence', { closes: closing(round.closesAtMs) })}</p>
      {round.publishAtMs !== null && <p>{t('act.extend.publishStays', { at: instant(round.publishAtMs) })}</p>}
      <Field
        label={t('act.extend.until')}
        hint={closesAt !== null && closing(Date.parse(closesAt))}
        type="datetime-local"
        required
        min={writeVietnamInput(round.closesAtMs + 60_000)}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        error={tried && (closesAt === null || early) ? wrongUntil : null}
      />
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`act.${issue}`) : null} />
    </ActFrame>
  );
}
