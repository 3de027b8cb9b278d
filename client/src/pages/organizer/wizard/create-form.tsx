import { limits } from '@hoithi/shared/contract/limits';
import type { PreviewedRules, RulesAnswers, UnitSet } from '@hoithi/shared/contract/organizer';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Preset } from '@hoithi/shared/rules/presets/preset';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { formatDate } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { deskPath } from '../organizer-paths.ts';
import styles from './page.module.css';

type CreateFormProps = { plan: Preset; answers: RulesAnswers; preview: PreviewedRules; pending: boolean };

/** Last step: an address, then the contest. What prevents it is shown when the button is pressed. SPEC O1. */
export function CreateForm({ plan, answers, preview, pending }: CreateFormProps) {
  const { t } = useTranslation('organizer');
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const [, navigate] = useLocation();
  const [slug, setSlug] = useState('');
  const [units, setUnits] = useState<'set' | 'none' | null>(null);
  const wantedUnits = units ?? (preview.unitSet.inForce ? 'set' : 'none');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hindrance =
    preview.open.length > 0
      ? t('wizard.create.notYet', { count: preview.open.length })
      : preview.notices.some((notice) => notice.severity === 'error')
        ? t('wizard.create.hasErrors')
        : null;
  const { number, locale } = useFormat();
  const day = (iso: string) => formatDate(Date.parse(`${iso}T00:00:00+07:00`), locale);
  /** The set by its province and the days on which it is in force. */
  const setWords = ({ province, units: count, validFrom, validTo }: UnitSet) => {
    const days = [
      validFrom && t('wizard.create.setFrom', { day: day(validFrom) }),
      validTo && t('wizard.create.setTo', { day: day(validTo) }),
    ].filter(Boolean);
    return [t('wizard.create.set', { count, shown: number(count), province }), ...days].join(', ');
  };
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || pending) return;
    setTried(true);
    setRefusal(null);
    if (hindrance !== null || !isSlug(slug)) return;
    setBusy(true);
    const received = await namespace.send('contest:create', {
      presetId: plan.id,
      slug,
      answers,
      units: wantedUnits,
    });
    if (received.ok) {
      await namespace.enter();
      navigate(deskPath(received.value.slug));
      return;
    }
    setBusy(false);
    setRefusal(received.refusal);
  };
  const slugError =
    refusal?.code === 'slug_taken'
      ? refusalText(refusal)
      : tried && !isSlug(slug)
        ? t('wizard.create.slugWrong')
        : null;
  const problem = refusal?.code === 'not_allowed' ? t('wizard.notAllowed') : refusal && refusalText(refusal);
  return (
    <Card title={t('wizard.create.title')} className={styles.createCard}>
      <form className={styles.createForm} onSubmit={(event) => void create(event)} noValidate>
        <Field
          label={t('wizard.create.slug')}
          hint={
            slug === ''
              ? t('wizard.create.slugHint')
              : t('wizard.create.address', { address: `${location.host}/c/${slug}` })
          }
          value={slug}
          onChange={(event) => setSlug(event.target.value.trim())}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={60}
          error={slugError}
        />
        <Select
          label={t('wizard.create.units')}
          hint={t('wizard.create.unitsHint')}
          value={wantedUnits}
          options={[
            { value: 'none', label: t('wizard.create.noUnits') },
            { value: 'set', label: setWords(preview.unitSet) },
          ]}
          onChange={(event) => setUnits(event.target.value === 'set' ? 'set' : 'none')}
        />
        <p className={styles.createSoft}>{t('wizard.create.frozen')}</p>
        {tried && hindrance !== null && (
          <p className={styles.createRefused} role="alert">
            {hindrance}
          </p>
        )}
        {problem && refusal?.code !== 'slug_taken' && (
          <p className={styles.createRefused} role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" kind="primary" busy={busy}>
          {t('wizard.create.confirm')}
        </Button>
      </form>
    </Card>
  );
}

/** Whether the server would take this as an address. Source: the contract's Slug. */
function isSlug(slug: string): boolean {
  return slug.length <= limits.slugLengthMax && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
}
