import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { CheckBox } from '../../../ui/field.tsx';
import { Advanced, ChoiceField, NumberField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, asText } from './draft-value.ts';
import fieldStyles from './fields.module.css';

const purposes = ['take-part', 'publish-name', 'photos', 'notices'] as const;
/** What a rulebook says where nothing is said. */
const usual = {
  publication: {
    ...{ names: 'masked', ownScore: 'after-close', answers: 'after-publication', liveCounters: 'coarse' },
    ...{ finalize: 'two', whileVerified: 'nothing' },
  },
  consents: [
    { purpose: 'take-part', required: true },
    { purpose: 'publish-name', required: false },
  ],
} as const;

/** What is published, how one complains, how long data stay. */
export function PublicationSection() {
  const { t } = useTranslation('editor');
  return (
    <div className={fieldStyles.stack}>
      <div className={fieldStyles.pair}>
        <Published name="names" values={['masked', 'full']} />
        <Published name="answers" values={['never', 'after-close', 'after-publication']} />
        <Published name="ownScore" values={['at-submit', 'after-close', 'after-publication']} />
        <Published name="liveCounters" values={['coarse', 'exact', 'hidden']} />
        <Published name="finalize" values={['two', 'one']} />
        <Published name="whileVerified" values={['nothing', 'provisional']} />
      </div>
      <NumberField
        place="complaints.workingDays"
        label={t('publication.complaints')}
        max={60}
        suffix={t('suffix.workingDays')}
      />
      <NumberField
        place="complaints.answerWorkingDays"
        label={t('publication.complaintAnswers')}
        min={1}
        max={60}
        suffix={t('suffix.workingDays')}
      />
      <Advanced label={t('publication.privacy')}>
        <Retention />
        <Consents />
      </Advanced>
    </div>
  );
}

type Name = keyof typeof usual.publication;

function Published({ name, values }: { name: Name; values: readonly string[] }) {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  return (
    <ChoiceField
      place={`publication.${name}`}
      label={t(`publication.${name}`)}
      options={values.map((value) => ({
        value,
        label: t(`publication.values.${name}.${value}` as 'publication.names'),
      }))}
      read={(value) => asText(value as Json) || usual.publication[name]}
      onPick={(picked) => set('publication', { ...usual.publication, ...asFields(get('publication')), [name]: picked })}
    />
  );
}

function Retention() {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  const consents = asList(get('privacy.consents'));
  return (
    <NumberField
      place="privacy.retentionDays"
      label={t('publication.retention')}
      hint={t('publication.retentionHint')}
      min={1}
      max={3650}
      suffix={t('suffix.days')}
      drops="privacy"
      onRead={(retentionDays) =>
        set('privacy', { consents: consents.length > 0 ? consents : [...usual.consents], retentionDays })
      }
    />
  );
}

/** What a contestant is asked to agree to; taking part always. */
function Consents() {
  const { t } = useTranslation(['editor', 'common']);
  const { get, set, mayChange } = useRulebook();
  const stored = asList(get('privacy.consents'));
  const consents = stored.length > 0 ? stored : (usual.consents as unknown as Json[]);
  const has = (purpose: string) => consents.some((each) => asFields(each).purpose === purpose);
  const toggle = (purpose: string) => {
    const next = has(purpose)
      ? consents.filter((each) => asFields(each).purpose !== purpose)
      : [...consents, { purpose, required: false }];
    set('privacy', { retentionDays: 365, ...asFields(get('privacy')), consents: next });
  };
  return (
    <fieldset className={fieldStyles.several}>
      <legend>{t('publication.consents')}</legend>
      {purposes.map((purpose) => (
        <CheckBox
          key={purpose}
          label={t(`publication.purposes.${purpose}` as 'publication.names')}
          checked={has(purpose)}
          disabled={!mayChange || purpose === 'take-part'}
          onChange={() => toggle(purpose)}
        />
      ))}
    </fieldset>
  );
}
