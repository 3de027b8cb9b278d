import type { DeskRound } from '@hoithi/shared/contract/organizer';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { MomentField } from '../../../ui/moment-field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import type { Desk } from '../with-desk.tsx';

/** An act that has been begun and not yet confirmed. */
export type Act = { kind: 'close' | 'extend' | 'publish' | 'seal'; roundId: string };
type ActDialogProps = { act: Act | null; desk: Desk; onClose: () => void; onDone: (words: string) => void };

/** The dialog of the act that was begun; the round in it is always that of the newest view. */
export function ActDialog({ act, desk, onClose, onDone }: ActDialogProps) {
  const round = act && desk.rounds.find((each) => each.roundId === act.roundId);
  if (!act || !round) return null;
  const shared = { round, onClose, onDone };
  if (act.kind === 'close') return <CloseDialog {...shared} />;
  if (act.kind === 'seal') return <SealDialog {...shared} />;
  if (act.kind === 'extend') return <ExtendDialog {...shared} />;
  return <PublishDialog {...shared} names={desk.rules.names} />;
}

type CloseDialogProps = { round: DeskRound; onClose: () => void; onDone: (words: string) => void };

/** Closes an open round now, with a reason. SPEC O2. */
function CloseDialog({ round, onClose, onDone }: CloseDialogProps) {
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
    <FormDialog
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
    </FormDialog>
  );
}

/** Freezes what the round may draw and publishes the commitment to it. SPEC Q21. */
function SealDialog({ round, onClose, onDone }: CloseDialogProps) {
  const { t } = useTranslation('organizer');
  const { local, number, instant } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const act = useAct(
    () =>
      postJson<NonNullable<DeskRound['seal']>>(`/api/organizer/rounds/${encodeURIComponent(round.roundId)}/seal`, {}),
    ({ root, count, sealedAtMs }) => {
      void namespace.enter();
      onDone(t('rounds.sealed', { count, number: number(count), at: instant(sealedAtMs), root: root.slice(0, 16) }));
    },
  );
  return (
    <FormDialog
      title={t('rounds.sealAsk', { round: local(round.label) })}
      confirm={t('rounds.seal')}
      busy={act.busy}
      refused={act.refusal && refusalText(act.refusal)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>{t('rounds.sealText')}</p>
    </FormDialog>
  );
}

type ExtendDialogProps = { round: DeskRound; onClose: () => void; onDone: (words: string) => void };

/** Gives a round a later close, with a reason. The hour is Vietnam's, whatever the device's zone. SPEC O2. */
function ExtendDialog({ round, onClose, onDone }: ExtendDialogProps) {
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
    <FormDialog
      title={t('act.extend.title', { round: label })}
      confirm={t('act.extend.confirm')}
      busy={act.busy}
      refused={act.refusal && (overlaps(act.refusal) ? t('act.overlap') : refusalText(act.refusal))}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('act.extend.consequence', { closes: closing(round.closesAtMs) })}</p>
      {round.publishAtMs !== null && <p>{t('act.extend.publishStays', { at: instant(round.publishAtMs) })}</p>}
      <MomentField
        label={t('act.extend.until')}
        hint={closesAt !== null && closing(Date.parse(closesAt))}
        required
        min={writeVietnamInput(round.closesAtMs + 60_000).slice(0, 10)}
        value={until}
        onChange={(moment) => setUntil(moment ?? '')}
        error={tried && (closesAt === null || early) ? wrongUntil : null}
      />
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`act.${issue}`) : null} />
    </FormDialog>
  );
}

type PublishDialogProps = {
  round: DeskRound;
  names: Desk['rules']['names'];
  onClose: () => void;
  onDone: (words: string) => void;
};

/** Puts a settled round's results on the public page. SPEC O2, F4. */
function PublishDialog({ round, names, onClose, onDone }: PublishDialogProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const label = local(round.label);
  const toDecide = round.standing?.toDecide ?? 0;
  const act = useAct(
    () => namespace.send('round:publish', { roundId: round.roundId }),
    () => {
      void namespace.enter();
      onDone(t('act.publish.done', { round: label }));
    },
  );
  return (
    <FormDialog
      title={t('act.publish.title', { round: label })}
      confirm={t('act.publish.confirm')}
      busy={act.busy}
      refused={act.refusal && refusalText(act.refusal)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>
        {t('act.publish.consequence', { version: round.standing?.version ?? '' })}{' '}
        {t('act.publish.names', { how: t(`act.publish.${names}`) })}
      </p>
      {toDecide > 0 && <p>{t('act.publish.toDecide', { count: toDecide })}</p>}
      <p>
        <strong>{t('act.publish.final')}</strong>
      </p>
    </FormDialog>
  );
}
