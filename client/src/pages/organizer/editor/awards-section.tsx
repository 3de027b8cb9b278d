import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Advanced, ChoiceField, NameField, NumberField, SeveralField, TextField, ToggleField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, asNumber, asText, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { ItemList, Notices } from './item-list.tsx';
import rowStyles from './rows.module.css';
import { newAward } from './starters.ts';

const takes = ['places', 'ranks', 'all', 'share', 'draw'] as const;
type Take = (typeof takes)[number];
const firstOf: Record<Take, Json> = {
  places: { kind: 'places' },
  ranks: { kind: 'ranks', upTo: 10 },
  all: { kind: 'all' },
  share: { kind: 'share', share: 0.1 },
  draw: { kind: 'draw' },
};
const byNumber: readonly string[] = ['places', 'draw'];

/** Prizes in words of one's own, and what one person may win of them. */
export function AwardsSection() {
  const { t } = useTranslation('editor');
  const { rulebook, get } = useRulebook();
  const [standing] = asList(get('standings'));
  return (
    <div className={fieldStyles.stack}>
      <ItemList
        place="awards"
        empty={t('awards.none')}
        about={(item) => {
          const from = asList(asFields(rulebook).standings).find((each) => asFields(each).id === asFields(item).from);
          return from === undefined ? '' : nameOf(from);
        }}
        add={[
          {
            label: t('awards.add'),
            make: () => newAward(rulebook, t('awards.new'), asText(asFields(standing).id)),
          },
        ]}
        item={(place, item) => <AwardFields place={place} award={item} />}
      />
      <Signer />
      <Budget />
      <OnePrizeEach />
      <Caps />
      <Notices place="caps" />
    </div>
  );
}

/** Asked once a prize comes with a certificate. */
function Signer() {
  const { t } = useTranslation('editor');
  const { get } = useRulebook();
  const prizes = asList(get('awards')).flatMap((award) => asList(asFields(award).prizes));
  if (!prizes.some((prize) => asFields(prize).certificate === true)) return null;
  return <TextField place="meta.signer" label={t('awards.signer')} lengthMax={120} hint={t('awards.signerHint')} />;
}

function AwardFields({ place, award }: { place: string; award: Json }) {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  const kind = asText(asFields(asFields(award).take).kind) as Take;
  const standings = asList(get('standings'));
  return (
    <>
      <NameField place={`${place}.label`} label={t('awards.label')} />
      <div className={fieldStyles.pair}>
        <ChoiceField
          place={`${place}.from`}
          label={t('awards.from')}
          options={standings.map((each) => ({ value: asText(asFields(each).id), label: nameOf(each) }))}
        />
        <ChoiceField<Take>
          place={`${place}.take.kind`}
          label={t('awards.take')}
          options={takes.map((value) => ({ value, label: t(`awards.takes.${value}`) }))}
          onPick={(picked) => {
            set(`${place}.take`, firstOf[picked]);
            const prizes = asList(get(`${place}.prizes`)).map(asFields);
            if (byNumber.includes(picked))
              set(
                `${place}.prizes`,
                prizes.map((each) => ({ ...each, count: each.count ?? 1 })),
              );
            else
              set(
                `${place}.prizes`,
                prizes.slice(0, 1).map((each) => ({ ...each, count: null })),
              );
          }}
        />
      </div>
      {kind === 'draw' && <ToggleField place={`${place}.take.later`} label={t('awards.drawLater')} />}
      {kind === 'ranks' && (
        <NumberField place={`${place}.take.upTo`} label={t('awards.upTo')} min={1} max={1_000_000} />
      )}
      {kind === 'share' && (
        <NumberField
          place={`${place}.take.share`}
          label={t('awards.share')}
          min={0.01}
          max={100}
          worth={0.01}
          decimals={2}
          suffix="%"
        />
      )}
      <PrizesField place={`${place}.prizes`} byNumber={byNumber.includes(kind)} />
    </>
  );
}

/** The prizes, one in a row: name, number, money. */
function PrizesField({ place, byNumber: counted }: { place: string; byNumber: boolean }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const currency = asText(get('locale.currency')) || 'VND';
  const prizes = asList(get(place));
  return (
    <fieldset className={fieldStyles.prizes}>
      <legend>{t('awards.prizes')}</legend>
      <ol className={fieldStyles.stack}>
        {prizes.map((prize, at) => {
          const own = `${place}[${at}]`;
          const { value } = asFields(prize);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: prizes have no ids, and their order is theirs
            <li key={at} className={rowStyles.prize}>
              <NameField place={`${own}.label`} label={t('awards.prize')} />
              {counted && <NumberField place={`${own}.count`} label={t('awards.count')} min={1} max={100_000} />}
              {asFields(value).kind === 'goods' ? (
                <NameField place={`${own}.value.label`} label={t('awards.goods')} />
              ) : (
                <MoneyField place={`${own}.value`} currency={currency} />
              )}
              <Advanced label={t('awards.more')}>
                <ToggleField place={`${own}.certificate`} label={t('awards.certificate')} />
                <CheckBox
                  label={t('awards.isGoods')}
                  checked={asFields(value).kind === 'goods'}
                  disabled={!mayChange}
                  onChange={() =>
                    set(`${own}.value`, asFields(value).kind === 'goods' ? null : { kind: 'goods', label: { vi: '' } })
                  }
                />
                <NumberField
                  place={`${own}.points`}
                  label={t('awards.points')}
                  hint={t('awards.pointsHint')}
                  max={1000}
                />
                {mayChange && prizes.length > 1 && (
                  <div>
                    <Button kind="quiet" onClick={() => set(place, prizes.toSpliced(at, 1))}>
                      {t('awards.removePrize')}
                    </Button>
                  </div>
                )}
              </Advanced>
            </li>
          );
        })}
      </ol>
      {mayChange && counted && (
        <div>
          <Button kind="quiet" onClick={() => set(place, [...prizes, { label: { vi: '' }, count: 1 }])}>
            {t('awards.addPrize')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Money of one prize; empty: no money. */
function MoneyField({ place, currency }: { place: string; currency: string }) {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  return (
    <NumberField
      place={`${place}.amount`}
      label={t('awards.money')}
      suffix={currency}
      drops={place}
      onRead={(amount) => set(place, { ...asFields(get(place)), kind: 'money', amount })}
    />
  );
}

/** What all prizes of money come to. */
function Budget() {
  const { t } = useTranslation('editor');
  const { get } = useRulebook();
  const { number } = useFormat();
  const sum = asList(get('awards'))
    .flatMap((award) => asList(asFields(award).prizes).map(asFields))
    .reduce((all, prize) => all + (asNumber(asFields(prize.value).amount) ?? 0) * (asNumber(prize.count) ?? 1), 0);
  if (sum === 0) return null;
  return (
    <p className={rowStyles.budget}>
      {t('awards.budget', { sum: number(sum), currency: asText(get('locale.currency')) })}
    </p>
  );
}

/** The usual cap in one press: nobody gets more than one prize. */
function OnePrizeEach() {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const awards = asList(get('awards')).map((each) => asText(asFields(each).id));
  const caps = asList(get('caps'));
  if (!mayChange || awards.length === 0 || caps.length > 0) return null;
  return (
    <div>
      <Button onClick={() => set('caps', [{ over: awards, per: 'contest', max: 1, keep: 'first' }])}>
        {t('awards.onePrize')}
      </Button>
    </div>
  );
}

function Caps() {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const caps = asList(get('caps'));
  const awards = asList(get('awards')).map((each) => ({ value: asText(asFields(each).id), label: nameOf(each) }));
  return (
    <div className={fieldStyles.stack}>
      {caps.map((_cap, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: caps have no names
        <section key={at} className={rowStyles.part} aria-label={t('awards.cap')}>
          <h4>{t('awards.cap')}</h4>
          <SeveralField place={`caps[${at}].over`} label={t('awards.over')} options={awards} />
          <div className={fieldStyles.pair}>
            <NumberField place={`caps[${at}].max`} label={t('awards.max')} min={1} max={1000} />
            <ChoiceField
              place={`caps[${at}].per`}
              label={t('awards.per')}
              options={(['contest', 'round'] as const).map((value) => ({ value, label: t(`awards.pers.${value}`) }))}
            />
            <ChoiceField
              place={`caps[${at}].keep`}
              label={t('awards.keep')}
              options={(['first', 'highest'] as const).map((value) => ({ value, label: t(`awards.keeps.${value}`) }))}
              read={(value) => (asText(value as Json) || 'first') as 'first'}
            />
          </div>
          {mayChange && (
            <div>
              <Button kind="quiet" onClick={() => set('caps', caps.toSpliced(at, 1))}>
                {t('remove')}
              </Button>
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
