import type { Invited, StaffList } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { draftOf, emptyDraft, type GrantDraft, GrantsEditor, readDrafts } from '../grants/grants-editor.tsx';
import { InvitationLink } from './invitation-link.tsx';

type Account = StaffList['accounts'][number];
type Invitation = StaffList['invitations'][number];
export type StaffAct =
  | { kind: 'invite' }
  | { kind: 'roles'; account: Account }
  | { kind: 'reset'; account: Account }
  | { kind: 'remove'; account: Account }
  | { kind: 'revoke'; invitation: Invitation };
/** What was done; `closes`: the dialog has nothing more to show. */
export type StaffDone = { words: string; closes: boolean };
type DialogProps<Act> = { act: Act; list: StaffList; onClose: () => void; onDone: (done: StaffDone) => void };

/** One act at a time, each with what it does before it is confirmed. SPEC I1, I1a, I6, I13. */
export function StaffDialog({ act, ...rest }: DialogProps<StaffAct | null>) {
  if (act === null) return null;
  if (act.kind === 'invite') return <InviteDialog {...rest} />;
  if (act.kind === 'roles') return <RolesDialog account={act.account} {...rest} />;
  if (act.kind === 'reset') return <ResetDialog account={act.account} {...rest} />;
  return <ConfirmDialog act={act} {...rest} />;
}

type PartProps = Omit<DialogProps<never>, 'act'>;

function InviteDialog({ list, onClose, onDone }: PartProps) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [name, setName] = useState('');
  const [jobFunction, setJobFunction] = useState('');
  const [drafts, setDrafts] = useState<GrantDraft[]>(() => [emptyDraft()]);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Invited | null>(null);
  const grants = readDrafts(drafts);
  const { busy, refusal, run } = useAct<Invited>(
    () => postJson('/api/accounts/invite', { name: name.trim(), function: jobFunction.trim(), grants }),
    (invited) => {
      setMade(invited);
      onDone({ words: t('staff.invitedDone', { name: name.trim() }), closes: false });
    },
  );
  if (made) return <LinkDialog name={name.trim()} invited={made} onClose={onClose} />;
  return (
    <FormDialog
      title={t('invite.title')}
      confirm={t('invite.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (name.trim() !== '' && grants) void run();
      }}
    >
      <p>{t('invite.text')}</p>
      <Field
        label={t('who.name')}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        autoComplete="off"
        error={tried && name.trim() === '' ? t('who.nameMissing') : null}
      />
      <Field
        label={t('who.function')}
        hint={t('who.functionHint')}
        value={jobFunction}
        onChange={(event) => setJobFunction(event.target.value)}
        maxLength={120}
        autoComplete="off"
      />
      <GrantsEditor drafts={drafts} contests={list.contests} onChange={setDrafts} tried={tried} />
    </FormDialog>
  );
}

function RolesDialog({ account, list, onClose, onDone }: PartProps & { account: Account }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [drafts, setDrafts] = useState<GrantDraft[]>(() =>
    account.grants.length > 0 ? account.grants.map(draftOf) : [emptyDraft()],
  );
  const [tried, setTried] = useState(false);
  const grants = readDrafts(drafts);
  const { busy, refusal, run } = useAct<unknown>(
    () => postJson(`/api/accounts/${account.accountId}/roles`, { grants }),
    () => onDone({ words: t('staff.rolesDone', { name: account.name }), closes: true }),
  );
  return (
    <FormDialog
      title={t('changeRoles.title', { name: account.name })}
      confirm={t('changeRoles.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (grants) void run();
      }}
    >
      <p>{t('changeRoles.text')}</p>
      <GrantsEditor drafts={drafts} contests={list.contests} onChange={setDrafts} tried={tried} />
    </FormDialog>
  );
}

function ResetDialog({ account, onClose, onDone }: PartProps & { account: Account }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [made, setMade] = useState<Invited | null>(null);
  const { busy, refusal, run } = useAct<Invited>(
    () => postJson(`/api/accounts/${account.accountId}/reset`, {}),
    (invited) => {
      setMade(invited);
      onDone({ words: t('staff.resetDone', { name: account.name }), closes: false });
    },
  );
  if (made) return <LinkDialog name={account.name} invited={made} onClose={onClose} />;
  return (
    <FormDialog
      title={t('reset.title', { name: account.name })}
      confirm={t('reset.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t('reset.text')}</p>
      <p>{t('reset.check')}</p>
    </FormDialog>
  );
}

type Confirmed = Extract<StaffAct, { kind: 'remove' | 'revoke' }>;

function ConfirmDialog({ act, onClose, onDone }: PartProps & { act: Confirmed }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const name = act.kind === 'remove' ? act.account.name : act.invitation.name || t('staff.unnamed');
  const path =
    act.kind === 'remove'
      ? `/api/accounts/${act.account.accountId}/remove`
      : `/api/accounts/invitations/${act.invitation.id}/revoke`;
  const { busy, refusal, run } = useAct<unknown>(
    (): Promise<Result<unknown>> => postJson(path, {}),
    () => onDone({ words: t(act.kind === 'remove' ? 'staff.removeDone' : 'staff.revokeDone', { name }), closes: true }),
  );
  return (
    <FormDialog
      title={t(`${act.kind}.title`, { name })}
      confirm={t(`${act.kind}.confirm`)}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t(`${act.kind}.text`)}</p>
      {act.kind === 'remove' && act.account.isSelf && <p>{t('remove.self')}</p>}
    </FormDialog>
  );
}

/** The link of what was just made; it is shown this once. */
function LinkDialog({ name, invited, onClose }: { name: string; invited: Invited; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <Dialog
      open
      title={t('link.title', { name })}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('link.done')}
        </Button>
      }
    >
      <InvitationLink name={name} invited={invited} />
    </Dialog>
  );
}
