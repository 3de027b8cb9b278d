import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/date-field.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useVisit } from '../contestant-context.ts';
import { UnitSearch } from '../unit-search.tsx';
import type { ProfileDraft, ProfileTextKey } from './profile-draft.ts';

type ProfileFieldProps = {
  field: { key: string; required: boolean };
  /** Read and not filled in: no hint how to, no word that it must be. */
  locked: boolean;
  draft: ProfileDraft;
  change: (part: Partial<ProfileDraft>) => void;
  error: string | null;
};
type TextShape = { type?: string; autoComplete?: string; inputMode?: 'numeric' | 'email'; maxLength?: number };

/** As many choices as stand beside each other: one tap instead of the two of a list. */
const pillsMax = 4;

const shapeOf: Record<Exclude<ProfileTextKey, 'birthDate'>, TextShape> = {
  name: { autoComplete: 'name', maxLength: 120 },
  address: { autoComplete: 'street-address', maxLength: 200 },
  nationalId: { inputMode: 'numeric', autoComplete: 'off', maxLength: 15 },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', maxLength: 120 },
  jobTitle: { autoComplete: 'organization-title', maxLength: 120 },
};

/** One field of the profile, by its key. */
export function ProfileField({ field, locked, draft, change, error }: ProfileFieldProps) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug, me, public: contest } = useVisit();
  const { key } = field;
  const required = field.required && !locked;
  if (key === 'unit') {
    return (
      <UnitSearch
        source={`/api/contests/${encodeURIComponent(slug)}/units`}
        required={required}
        locked={locked || me.slip?.unitCode != null}
        unit={draft.unit}
        onUnit={(unit) => change({ unit })}
        error={error}
      />
    );
  }
  if (key === 'audience') {
    const options = contest.audiences.map((audience) => ({
      value: audience,
      label: t(`common:audience.${audience}` as 'common:audience.CITIZEN'),
    }));
    const label = t('common:profileField.audience');
    const { audience: value } = draft;
    const choose = (audience: string) => change({ audience });
    if (required && options.length <= pillsMax)
      return (
        <PillChoice
          name="audience"
          legend={label}
          required
          error={error}
          options={options}
          value={value}
          onChange={choose}
        />
      );
    return (
      <Select
        label={label}
        required={required}
        placeholder={t('profile.choose')}
        value={value}
        onChange={(event) => choose(event.target.value)}
        options={options}
        error={error}
      />
    );
  }
  if (key !== 'birthDate' && !(key in shapeOf)) return null;
  const text = key as ProfileTextKey;
  const hints: Partial<Record<ProfileTextKey, string>> = {
    name: t('profile.nameHint'),
    nationalId: t('profile.nationalIdHint'),
  };
  if (text === 'birthDate')
    return (
      <DateField
        label={t(`common:profileField.${text}`)}
        autoComplete="bday"
        required={required}
        value={draft.birthDate}
        onChange={(birthDate) => change({ birthDate })}
        error={error}
      />
    );
  return (
    <Field
      {...shapeOf[text]}
      label={t(`common:profileField.${text}`)}
      hint={locked ? undefined : hints[text]}
      required={required}
      value={draft[text]}
      onChange={(event) => change({ [text]: event.target.value })}
      error={error}
    />
  );
}
