import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/field.tsx';
import { asFields, asList } from '../../editor/draft-value.ts';
import { LocalField, MoneyField, NumberField, RoundField } from './fields.tsx';
import styles from './page.module.css';
import { useShow } from './show-context.ts';
import type { CueAt } from './show-value.ts';

const prizesMax = 10;
const newPrize = { prize: { vi: '', en: '' }, count: 1, amount: null };

/** Whose prizes are given: those of a round, or of this show's own board, the best first. */
export function AwardFields({ cue, at }: CueAt) {
  const { t } = useTranslation('shows');
  const { set } = useShow();
  const place = `cues[${at}].of`;
  const of = asFields(cue.of);
  const prizes = asList(of.prizes);
  return (
    <>
      <Select
        label={t('award.what')}
        value={of.what === 'show' ? 'show' : 'round'}
        options={(['round', 'show'] as const).map((value) => ({ value, label: t(`award.of.${value}`) }))}
        onChange={(event) =>
          set(
            place,
            event.target.value === 'show' ? { what: 'show', prizes: [newPrize] } : { what: 'round', round: null },
          )
        }
      />
      <NumberField
        {...{ place: `cues[${at}].singly`, label: t('award.singly'), hint: t('award.singlyHint'), min: 0, max: 20 }}
      />
      {of.what !== 'show' && <RoundField place={`${place}.round`} />}
      {of.what === 'show' && (
        <ol className={styles.prizes}>
          {prizes.map((_prize, which) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: prizes have no name of their own but their place
            <li key={which}>
              <LocalField place={`${place}.prizes[${which}].prize`} label={t('award.prize', { place: which + 1 })} />
              <NumberField place={`${place}.prizes[${which}].count`} label={t('award.count')} min={1} max={50} />
              <MoneyField place={`${place}.prizes[${which}].amount`} label={t('award.amount')} max={1e12} />
              {prizes.length > 1 && (
                <Button kind="quiet" onClick={() => set(`${place}.prizes`, prizes.toSpliced(which, 1))}>
                  {t('award.remove')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {of.what === 'show' && prizes.length < prizesMax && (
        <Button onClick={() => set(`${place}.prizes`, [...prizes, newPrize])}>{t('award.add')}</Button>
      )}
    </>
  );
}

/** Who is drawn: of a draw that the committee named, or among those present. */
export function DrawFields({ cue, at }: CueAt) {
  const { t } = useTranslation('shows');
  const { set } = useShow();
  const place = `cues[${at}].of`;
  const isOfRound = asFields(cue.of).what === 'round';
  return (
    <>
      <NumberField place={`cues[${at}].winners`} label={t('draw.winners')} min={1} max={50} />
      <Select
        label={t('draw.what')}
        value={isOfRound ? 'round' : 'present'}
        options={(['present', 'round'] as const).map((value) => ({ value, label: t(`draw.of.${value}`) }))}
        onChange={(event) =>
          set(place, event.target.value === 'round' ? { what: 'round', round: null, draw: null } : { what: 'present' })
        }
      />
      {isOfRound && <RoundField place={`${place}.round`} />}
    </>
  );
}
