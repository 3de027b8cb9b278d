import { useTranslation } from 'react-i18next';
import { CheckBox } from '../../../../ui/field.tsx';
import { asFields, asText } from '../../editor/draft-value.ts';
import { Check, Choice, LocalField, NumberField, RoundField, TimeField } from './fields.tsx';
import styles from './page.module.css';
import { useShow } from './show-context.ts';

/** What concerns the whole show: its name, when it begins and how long it may take, how it is played. */
export function RulesForm() {
  const { t } = useTranslation('shows');
  const { content, set } = useShow();
  const rules = asFields(content.rules);
  const choices = <Value extends string>(values: readonly Value[], words: (value: Value) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  const isElimination = rules.mode === 'elimination';
  const hasTie = rules.tie !== null && rules.tie !== undefined;
  const hasTeams = rules.teams !== null && rules.teams !== undefined;
  return (
    <details className={styles.rules}>
      <summary>
        <h2>{t('rules.title')}</h2>
      </summary>
      <div className={styles.fields}>
        <LocalField place="title" label={t('rules.name')} />
        <TimeField place="plan.startsAt" label={t('rules.startsAt')} />
        <NumberField {...{ place: 'plan.minutes', label: t('rules.minutes'), min: 1, max: 1_440 }} nullable />
        <Choice
          {...{ place: 'rules.mode', label: t('rules.mode'), value: asText(rules.mode) || 'speed' }}
          options={choices(['speed', 'accuracy', 'elimination'] as const, (mode) => t(`rules.modes.${mode}`))}
        />
        {isElimination && (
          <>
            <NumberField
              {...{ place: 'rules.playersMax', label: t('rules.playersMax'), min: 1, max: 20_000 }}
              nullable
            />
            <Check
              {...{ place: 'rules.voidIfNobodyRight', label: t('rules.voidIfNobodyRight') }}
              checked={rules.voidIfNobodyRight === true}
            />
          </>
        )}
        <Choice
          {...{ place: 'rules.join', label: t('rules.join'), value: asText(rules.join) || 'anyone' }}
          options={choices(['anyone', 'signed-in'] as const, (join) => t(`rules.joins.${join}`))}
        />
        <Choice
          {...{ place: 'rules.phone', label: t('rules.phone'), value: asText(rules.phone) || 'question' }}
          options={choices(['question', 'buttons'] as const, (phone) => t(`rules.phones.${phone}`))}
        />
        <Check
          {...{ place: 'rules.names.approval', label: t('rules.approval') }}
          checked={asFields(rules.names).approval === true}
        />
        <Choice
          {...{ place: 'rules.names.lobby', label: t('rules.lobby') }}
          value={asText(asFields(rules.names).lobby) || 'names'}
          options={choices(['names', 'units'] as const, (lobby) => t(`rules.lobbies.${lobby}`))}
        />
        <Check
          {...{ place: 'rules.changeAnswer', label: t('rules.changeAnswer'), checked: rules.changeAnswer === true }}
        />
        <CheckBox
          label={t('rules.teams')}
          checked={hasTeams}
          onChange={(event) => set('rules.teams', event.target.checked ? { level: null, best: 3 } : null)}
        />
        {hasTeams && <NumberField place="rules.teams.best" label={t('rules.best')} min={1} max={100} />}
        <CheckBox
          label={t('rules.tie')}
          hint={t('rules.tieHint')}
          checked={hasTie}
          onChange={(event) => {
            set('rules.tie', event.target.checked ? { round: null } : null);
            if (event.target.checked) set('rules.join', 'signed-in'); // equals are found by their accounts
          }}
        />
        {hasTie && <RoundField place="rules.tie.round" />}
        <NumberField
          {...{
            place: 'rules.freezeFromQuestion',
            label: t('rules.freeze'),
            hint: t('rules.freezeHint'),
            min: 1,
            max: 200,
          }}
          nullable
        />
      </div>
    </details>
  );
}
