import { unitLevels } from '@hoithi/shared/contract/unit-level';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import fieldStyles from './fields.module.css';

type UnitDialogProps = {
  /** null: a new one. */
  unit: UnitDraft | null;
  units: readonly UnitDraft[];
  refused: string | null;
  onSave: (unit: UnitDraft) => Promise<boolean>;
  /** null: it stays, and so does its code. */
  onRemove: ((code: string) => Promise<boolean>) | null;
  /** Below the fields: why it is changed. */
  more?: ReactNode;
  onClose: () => void;
};

/** One unit: its name, level and place, its headcount with the day, until when it is, and what takes its place. SPEC J20. */
export function UnitDialog({ unit, units, refused, onSave, onRemove, onClose, more }: UnitDialogProps) {
  const { t } = useTranslation('editor');
  const levelName = useLevelName();
  const lists = useId();
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState({
    code: unit?.code ?? '',
    name: unit?.name ?? '',
    level: unit ? levelName(unit.level) : levelName('COMMUNE'),
    parent: unit?.parentCode ?? '',
    headcount: unit?.headcount === null || !unit ? '' : String(unit.headcount),
    headcountDate: unit?.headcountDate ?? '',
    validTo: unit?.validTo ?? '',
    replacedBy: unit?.replacedBy.join(' ') ?? '',
  });
  const put = (key: keyof typeof typed) => (value: string) => setTyped((before) => ({ ...before, [key]: value }));
  const set = (key: keyof typeof typed) => (event: { target: { value: string } }) => put(key)(event.target.value);
  const levels = [...new Set([...unitLevels, ...units.map(({ level }) => level)])];
  const count = typed.headcount.replace(/[.\s]/g, '');
  const countError = count !== '' && !/^\d{1,9}$/.test(count) ? t('units.wholeNumber') : undefined;
  const isWhole =
    /^[A-Za-z0-9._-]{1,40}$/.test(typed.code) &&
    typed.name.trim() !== '' &&
    typed.level.trim() !== '' &&
    !countError &&
    [typed.headcountDate, typed.validTo].every((day) => day === '' || isDate(day));
  const save = async () => {
    if (!isWhole) return;
    setBusy(true);
    const level = levels.find((each) => levelName(each) === typed.level.trim()) ?? typed.level.trim();
    const saved = await onSave({
      ...{ code: typed.code, name: typed.name.trim(), level, parentCode: typed.parent.trim() || null },
      headcount: count === '' ? null : Number(count),
      headcountDate: count === '' ? null : typed.headcountDate || null,
      headcountSource: unit?.headcountSource ?? null,
      block: unit?.block ?? null,
      validFrom: unit?.validFrom ?? null,
      validTo: typed.validTo || null,
      replacedBy: typed.replacedBy.split(/[\s,;]+/).filter(Boolean),
    });
    setBusy(false);
    if (saved) onClose();
  };
  return (
    <FormDialog
      title={unit ? t('units.edit') : t('units.add')}
      confirm={t('units.save')}
      busy={busy}
      refused={refused}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <div className={fieldStyles.stack}>
        <Field label={t('units.name')} value={typed.name} maxLength={200} required onChange={set('name')} />
        <div className={fieldStyles.pair}>
          <Field
            label={t('units.code')}
            hint={t('units.codeHint')}
            value={typed.code}
            maxLength={40}
            required
            disabled={unit !== null && onRemove === null}
            onChange={set('code')}
          />
          <Field
            label={t('units.level')}
            hint={t('units.levelHint')}
            list={`${lists}-levels`}
            value={typed.level}
            maxLength={60}
            required
            onChange={set('level')}
          />
        </div>
        <Field
          label={t('units.parentCode')}
          list={`${lists}-units`}
          value={typed.parent}
          maxLength={40}
          onChange={set('parent')}
        />
        <div className={fieldStyles.pair}>
          <Field
            label={t('units.headcount')}
            error={countError}
            inputMode="numeric"
            value={typed.headcount}
            onChange={set('headcount')}
          />
          <DateField label={t('units.headcountDate')} value={typed.headcountDate} onChange={put('headcountDate')} />
        </div>
        <div className={fieldStyles.pair}>
          <DateField
            label={t('units.validTo')}
            hint={t('units.validToHint')}
            value={typed.validTo}
            onChange={put('validTo')}
          />
          <Field
            label={t('units.replacedBy')}
            hint={t('units.replacedByHint')}
            list={`${lists}-units`}
            value={typed.replacedBy}
            onChange={set('replacedBy')}
          />
        </div>
        <datalist id={`${lists}-levels`}>
          {levels.map((level) => (
            <option key={level}>{levelName(level)}</option>
          ))}
          <option>{t('units.hamlet')}</option>
        </datalist>
        <datalist id={`${lists}-units`}>
          {units.slice(0, 2_000).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </datalist>
        {more && <div>{more}</div>}
        {unit && onRemove && (
          <Button kind="quiet" onClick={() => void onRemove(unit.code).then((removed) => (removed ? onClose() : null))}>
            {t('units.remove')}
          </Button>
        )}
      </div>
    </FormDialog>
  );
}
