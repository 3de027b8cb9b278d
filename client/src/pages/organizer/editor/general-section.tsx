import { limits } from '@hoithi/shared/contract/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { Advanced, ChoiceField, NameField, SeveralField, TextField } from './controls.tsx';
import { useDraft, useField } from './draft-context.ts';
import { asText, slugFrom } from './draft-value.ts';
import fieldStyles from './fields.module.css';

const languages = ['vi', 'en', 'lo', 'km', 'zh', 'hi'] as const;
const timezones = [
  'Asia/Ho_Chi_Minh',
  'Asia/Vientiane',
  'Asia/Phnom_Penh',
  'Asia/Bangkok',
  'Asia/Tokyo',
  'Europe/Paris',
  'UTC',
];
const currencies = ['VND', 'USD', 'EUR', 'LAK', 'THB'];

/** What the contest is called, who holds it, under which address. */
export function GeneralSection() {
  const { t } = useTranslation('editor');
  const { content, change } = useDraft();
  const proposed = slugFrom(
    asText((content.rulebook.meta as { name?: { vi?: string } } | undefined)?.name?.vi),
    limits.slugLengthMax,
  );
  const follows = (slug: string, name: string) => slug === '' || slug === slugFrom(name, limits.slugLengthMax);
  const onName = (vi: string) =>
    change((before) => {
      const old = (before.rulebook.meta as { name?: { vi?: string } } | undefined)?.name?.vi ?? '';
      return follows(before.slug, old) || follows(before.slug, vi)
        ? { ...before, slug: slugFrom(vi, limits.slugLengthMax) }
        : before;
    });
  return (
    <div className={fieldStyles.stack}>
      <NameField place="meta.name" label={t('general.name')} hint={t('general.nameHint')} onName={onName} />
      <NameField place="meta.host" label={t('general.host')} />
      <SlugField proposed={proposed} />
      <div className={fieldStyles.pair}>
        <TextField place="meta.planNo" label={t('general.planNo')} lengthMax={60} hint={t('general.planNoHint')} />
        <PlanDate />
      </div>
      <TextField place="meta.contact" label={t('general.contact')} hint={t('general.contactHint')} />
      <Advanced label={t('general.advanced')}>
        <ChoiceField
          place="locale.timezone"
          label={t('general.timezone')}
          options={timezones.map((value) => ({ value, label: value.replace('_', ' ') }))}
        />
        <ChoiceField
          place="locale.currency"
          label={t('general.currency')}
          options={currencies.map((value) => ({ value, label: value }))}
        />
        <SeveralField
          place="locale.languages"
          label={t('general.languages')}
          options={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      </Advanced>
    </div>
  );
}

function SlugField({ proposed }: { proposed: string }) {
  const { t } = useTranslation('editor');
  const { content, change, mayChange } = useDraft();
  const typed = (slug: string) =>
    slug
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, limits.slugLengthMax);
  return (
    <Field
      id="field-slug"
      label={t('general.slug')}
      hint={t('general.slugHint', { path: `/c/${content.slug || proposed || '…'}` })}
      value={content.slug}
      disabled={!mayChange}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => change((before) => ({ ...before, slug: typed(event.target.value) }))}
    />
  );
}

function PlanDate() {
  const { t } = useTranslation('editor');
  const { id, value, set, disabled, error } = useField('meta.planDate', t('general.planDate'));
  const [wrong, setWrong] = useState('');
  return (
    <DateField
      {...{ id, disabled, error }}
      label={t('general.planDate')}
      value={wrong || asText(value)}
      onChange={(typed) => {
        const isWhole = typed === '' || isDate(typed);
        setWrong(isWhole ? '' : typed);
        if (isWhole) set(typed || undefined);
      }}
    />
  );
}
