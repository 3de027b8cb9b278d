import { levelIds } from '@hoithi/shared/contract/question-kinds';
import { judgePool } from '@hoithi/shared/rulebook/judge/judge-pool';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useDraft, useRulebook } from './draft-context.ts';
import { asFields, asList, asNumber, asText } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import rowStyles from './rows.module.css';

type Level = (typeof levelIds)[number];
const isLevel = (name: string): name is Level => (levelIds as readonly string[]).includes(name);

/** How many questions of each difficulty a paper has at least. Empty: as chance has it. */
export function LevelQuotas({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const quotas = asList(get(place)).map(asFields);
  const countOf = (level: string) => asNumber(quotas.find((each) => each.level === level)?.count);
  const change = (level: Level, typed: string) => {
    const count = Number(typed.replace(/\D/g, '').slice(0, 3));
    const others = quotas.filter((each) => each.level !== level);
    const next = count > 0 ? [...others, { level, count }] : others;
    const order = (each: { readonly level?: unknown }) => levelIds.indexOf(asText(each.level as string) as Level);
    set(place, next.length === 0 ? undefined : next.toSorted((one, other) => order(one) - order(other)));
  };
  return (
    <details className={fieldStyles.advanced} open={quotas.length > 0}>
      <summary>{t('parts.levels')}</summary>
      <div className={fieldStyles.pair}>
        {levelIds.map((level) => (
          <Field
            key={level}
            label={t(`parts.level.${level}`)}
            inputMode="numeric"
            disabled={!mayChange}
            value={countOf(level) ?? ''}
            onChange={(event) => change(level, event.target.value)}
          />
        ))}
      </div>
    </details>
  );
}

/** Whether the banks are large enough for a paper, and how often each question will be seen. SPEC Q24. */
export function PoolWords({ place, paper }: { place: string; paper: number }) {
  const { t } = useTranslation(['editor', 'common']);
  const { number, rate } = useFormat();
  const { choices } = useDraft();
  const { get } = useRulebook();
  const at = asFields(get(`${place}.papers[${paper}]`));
  const draw = asFields(at.draw);
  const count = asNumber(at.count) ?? 0;
  const topics = asList(draw.topics).map(asText);
  if (topics.length === 0 || count === 0) return null;
  const quotas = (key: 'topic' | 'level') =>
    asList(draw[key === 'topic' ? 'perTopic' : 'perLevel'])
      .map(asFields)
      .map((each) => ({ name: asText(each[key]), count: asNumber(each.count) ?? 0 }));
  const judged = judgePool(
    {
      topics,
      perTopic: quotas('topic').map(({ name, count: each }) => ({ topic: name, count: each })),
      perLevel: quotas('level').map(({ name, count: each }) => ({ level: name, count: each })),
      kinds: asList(get(`${place}.kinds`)).map(asText),
      count,
      byAudience: draw.byAudience === true,
      hasPractice: get(`${place.replace(/\.parts\[\d+\]$/, '')}.practice`) !== undefined,
    },
    choices.pool,
  );
  const nameOf = (of: string, name: string) =>
    of === 'level' && isLevel(name)
      ? t(`parts.level.${name}`)
      : of === 'audience'
        ? t(`common:audience.${name as 'CITIZEN'}`)
        : name;
  const isOften = judged.seenBy !== null && judged.seenBy > 0.5 && judged.short.length === 0;
  return (
    <div className={fieldStyles.soft} aria-live="polite">
      {judged.seenBy === null ? (
        <p>{t('parts.pool.none')}</p>
      ) : (
        <p>
          {t('parts.pool.enough', {
            count: judged.approved,
            number: number(judged.approved),
            share: rate(judged.seenBy),
          })}
        </p>
      )}
      {judged.others > 0 && <p>{t('parts.pool.others', { count: judged.others, number: number(judged.others) })}</p>}
      {judged.short.map(({ of, name, have, need }) => (
        <p key={`${of} ${name}`} className={rowStyles.poolShort}>
          {t(`parts.pool.short.${of}`, { name: nameOf(of, name), have: number(have), need: number(need) })}
        </p>
      ))}
      {isOften && (
        <p className={rowStyles.poolShort}>{t('parts.pool.often', { count: count * 2, number: number(count * 2) })}</p>
      )}
    </div>
  );
}
