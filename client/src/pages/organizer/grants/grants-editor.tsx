import type { Grant, StaffRole } from '@hoithi/shared/contract/staff';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { useMayEverywhere, useOrganizer } from '../organizer-connection.ts';
import styles from './grants.module.css';

/** As they are listed, the widest first. */
export const roleOrder: readonly StaffRole[] = [
  'organizer',
  'secretary',
  'judge',
  'question-writer',
  'question-reviewer',
  'mc',
  'moderator',
  'unit-leader',
  'inspector',
  'contact-reader',
  'operator',
];

/** A grant as it is being chosen: nothing yet, or a leader's without the unit. */
export type GrantDraft = {
  id: number;
  role: StaffRole | '';
  contestId: string | null;
  unit: { code: string; name: string } | null;
};
let lastId = 0;
export const emptyDraft = (): GrantDraft => ({ id: ++lastId, role: '', contestId: null, unit: null });

export const draftOf = (grant: Grant & { unitName: string | null }): GrantDraft => ({
  id: ++lastId,
  role: grant.role,
  contestId: grant.contestId,
  unit: grant.unitCode === null ? null : { code: grant.unitCode, name: grant.unitName ?? grant.unitCode },
});

/** The grants that are chosen; null: one of them is not whole. */
export function readDrafts(drafts: readonly GrantDraft[]): Grant[] | null {
  const grants = drafts.flatMap(({ role, contestId, unit }): Grant[] => {
    if (role === '') return [];
    if (role !== 'unit-leader') return [{ role, contestId, unitCode: null }];
    return contestId === null || unit === null ? [] : [{ role, contestId, unitCode: unit.code }];
  });
  return grants.length === drafts.length ? grants : null;
}

type GrantsEditorProps = {
  drafts: readonly GrantDraft[];
  contests: readonly { contestId: string; name: string }[];
  onChange: (drafts: GrantDraft[]) => void;
  /** What is missing is marked. */
  tried: boolean;
};

/** Roles, each with the contest in which it holds, and a leader's with the unit. SPEC I2. */
export function GrantsEditor({ drafts, contests, onChange, tried }: GrantsEditorProps) {
  const { t } = useTranslation('accounts');
  const change = (id: number, part: Partial<GrantDraft>) =>
    onChange(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
  return (
    <div className={styles.editor}>
      {drafts.map((draft, at) => (
        <GrantRow
          key={draft.id}
          at={at}
          draft={draft}
          contests={contests}
          tried={tried}
          onChange={(part) => change(draft.id, part)}
          onRemove={drafts.length > 1 ? () => onChange(drafts.filter(({ id }) => id !== draft.id)) : null}
        />
      ))}
      <Button onClick={() => onChange([...drafts, emptyDraft()])}>{t('grants.add')}</Button>
    </div>
  );
}

type GrantRowProps = Pick<GrantsEditorProps, 'contests' | 'tried'> & {
  at: number;
  draft: GrantDraft;
  onChange: (part: Partial<GrantDraft>) => void;
  onRemove: (() => void) | null;
};

function GrantRow({ at, draft, contests, tried, onChange, onRemove }: GrantRowProps) {
  const { t } = useTranslation('accounts');
  const { view } = useOrganizer();
  const isLeader = draft.role === 'unit-leader';
  const isEverywhere = useMayEverywhere()('accounts:change'); // who may give roles in some contests gives them there alone
  const slug = view.contests.find(({ contest }) => contest.contestId === draft.contestId)?.contest.slug ?? null;
  const places = [
    ...(isLeader || !isEverywhere ? [] : [{ value: '', label: t('grants.everywhere') }]),
    ...contests.map(({ contestId, name }) => ({ value: contestId, label: name })),
  ];
  return (
    <fieldset className={styles.row} aria-label={t('grants.nth', { n: at + 1 })}>
      <Select
        label={t('grants.role')}
        required
        placeholder={t('grants.chooseRole')}
        value={draft.role}
        options={roleOrder.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(event) => onChange({ role: event.target.value as StaffRole, unit: null })}
        error={tried && draft.role === '' ? t('grants.roleMissing') : null}
      />
      {draft.role !== '' && <p className={styles.explain}>{t(`roleText.${draft.role}`)}</p>}
      <Select
        label={t('grants.contest')}
        {...(isLeader || !isEverywhere ? { required: true, placeholder: t('grants.chooseContest') } : {})}
        value={draft.contestId ?? ''}
        options={places}
        onChange={(event) => onChange({ contestId: event.target.value || null, unit: null })}
        error={tried && (isLeader || !isEverywhere) && draft.contestId === null ? t('grants.contestMissing') : null}
      />
      {isLeader && slug !== null && (
        <UnitSearch
          source={`/api/contests/${slug}/units`}
          required
          unit={draft.unit}
          onUnit={(unit) => onChange({ unit: unit && { code: unit.code, name: unit.name } })}
          error={tried && draft.unit === null ? t('grants.unitMissing') : null}
        />
      )}
      {onRemove && (
        <Button kind="quiet" onClick={onRemove}>
          {t('grants.remove', { n: at + 1 })}
        </Button>
      )}
    </fieldset>
  );
}
