import { useTranslation } from 'react-i18next';
import { Field, Select } from '../../../ui/field.tsx';
import { useVisit } from '../contestant-context.ts';
import { UnitSearch } from '../unit-search.tsx';
import type { ProfileDraft, ProfileTextKey } from './profile-draft.ts';

type ProfileFieldProps = {
  field: { key: string; required: boolean };
  draft: ProfileDraft;
  change: (part: Partial<ProfileDraft>) => void;
  error: string | null;
};
type TextShape = { type?: string; autoComplete?: string; inputMode?: 'numeric' | 'email'; maxLength?: number };

const shapeOf: Record<ProfileTextKey, TextShape> = {
  name: { autoComplete: 'name', maxLength: 120 },
  birthDate: { type: 'date', autoComplete: 'bday' },
  address: { autoComplete: 'street-address', maxLength: 200 },
  nationalId: { inputMode: 'numeric', autoComplete: 'off', maxLength: 15 },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', maxLength: 120 },
  jobTitle: { autoComplete: 'organization-title', maxLength: 120 },
};

/** One field of the profile, by its key. */
export function ProfileField({ field, draft, change, error }: ProfileFieldProps) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug, public: contest } = useVisit();
  const { key, required } = field;
  if (key === 'unit') {
    return (
      <UnitSearch
        source={`/api/contests/${encodeURIComponent(slug)}/units`}
        required={required}
        unit={draft.unit}
        onUnit={(unit) => change({ unit })}
        error={error}
      />
    );
  }
  if (key === 'audience') {
    return (
      <Select
        label={t('common:profileField.audience')}
        required={required}
        placeholder={t('profile.choose')}
        value={draft.audience}
        onChange={(event) => change({ audience: event.target.value })}
        options={contest.audiences.map((audience) => ({
          value: audience,
          label: t(`common:audience.${audience}` as 'common:audience.CITIZEN'),
        }))}
        error={error}
      />
    );
  }
  if (!(key in shapeOf)) return null;
  const text = key as ProfileTextKey;
  return (
    <Field
      {...shapeOf[text]}
      label={t(`common:profileField.${text}`)}
      hint={text === 'name' ? t('profile.nameHint') : text === 'nationalId' ? t('profile.nationalIdHint') : undefined}
      required={required}
      value={draft[text]}
      onChange={(event) => change({ [text]: event.target.value })}
      error={error}
    />
  );
}
