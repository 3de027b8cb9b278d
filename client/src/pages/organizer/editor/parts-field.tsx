import type { Json } from '@hoithi/shared/contract/json';
import { questionKinds } from '@hoithi/shared/contract/question-kinds';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Advanced, ChoiceField, NameField, NumberField, SeveralField, TextField, ToggleField } from './controls.tsx';
import { useDraft, useRulebook } from './draft-context.ts';
import { asFields, asList, asText, freeId, idOf, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import itemStyles from './item-list.module.css';
import { PopulationField } from './people-section.tsx';
import { LevelQuotas, PoolWords } from './pool-words.tsx';
import rowStyles from './rows.module.css';
import { newQuiz } from './starters.ts';

const kinds = ['quiz', 'prediction', 'show', 'table'] as const;
type Kind = (typeof kinds)[number];

/** As in the schema of a rulebook. */
const usualKinds = ['one', 'several', 'true-false'] as const;

/** What a round is made of. */
export function PartsField({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const at = `${place}.parts`;
  const parts = asList(get(at));
  const has = (kind: Kind) => parts.some((part) => asFields(part).kind === kind);
  const made: Record<Kind, () => Json> = {
    quiz: () => newQuiz(asText(get(`${place}.admits`))),
    prediction: () => ({ kind: 'prediction', of: 'allRight', population: 'own' }),
    show: () => ({ kind: 'show', id: freeId('show', parts) }),
    table: () => ({ kind: 'table', columns: [{ id: 'marks', label: { vi: t('parts.marks') }, min: 0, max: 100 }] }),
  };
  return (
    <div className={fieldStyles.stack}>
      {parts.map((part, n) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names, and their order is theirs
          key={n}
          className={rowStyles.part}
          aria-label={t(`parts.kinds.${asText(asFields(part).kind) as Kind}`)}
        >
          <div className={rowStyles.partHead}>
            <h4>{t(`parts.kinds.${asText(asFields(part).kind) as Kind}`)}</h4>
            {mayChange && parts.length > 1 && (
              <Button kind="quiet" onClick={() => set(at, parts.toSpliced(n, 1))}>
                {t('remove')}
              </Button>
            )}
          </div>
          <PartFields place={`${at}[${n}]`} part={part} />
        </section>
      ))}
      {mayChange && (
        <div className={itemStyles.adds}>
          {kinds
            .filter((kind) => (kind === 'quiz' || kind === 'prediction' ? !has(kind) : true))
            .map((kind) => (
              <Button key={kind} kind="quiet" onClick={() => set(at, [...parts, made[kind]()])}>
                {t(`parts.add.${kind}`)}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}

function PartFields({ place, part }: { place: string; part: Json }) {
  const { t } = useTranslation('editor');
  const { get } = useRulebook();
  switch (asFields(part).kind) {
    case 'quiz':
      return <QuizFields place={place} />;
    case 'prediction': {
      const groups = asList(get('populations')).filter((each) => asFields(each).of !== 'units');
      return (
        <>
          <ChoiceField
            place={`${place}.of`}
            label={t('parts.guess')}
            options={(['allRight', 'participants', 'attempts'] as const).map((value) => ({
              value,
              label: t(`parts.guesses.${value}`),
            }))}
          />
          <ChoiceField
            place={`${place}.population`}
            label={t('parts.guessOf')}
            options={[
              { value: 'own', label: t('parts.own') },
              ...groups.map((each) => ({ value: asText(asFields(each).id), label: nameOf(each) })),
            ]}
          />
          <Advanced>
            <ChoiceField
              place={`${place}.missing`}
              label={t('parts.missing')}
              options={(['last', 'void'] as const).map((value) => ({ value, label: t(`parts.missings.${value}`) }))}
              read={(value) => (asText(value as Json) || 'last') as 'last'}
            />
            <ChoiceField
              place={`${place}.basis`}
              label={t('parts.basis')}
              options={(['as-closed', 'after-verification'] as const).map((value) => ({
                value,
                label: t(`parts.bases.${value}`),
              }))}
              read={(value) => (asText(value as Json) || 'as-closed') as 'as-closed'}
            />
          </Advanced>
        </>
      );
    }
    case 'show':
      return <TextField place={`${place}.id`} label={t('parts.showId')} hint={t('parts.showHint')} lengthMax={40} />;
    default:
      return <TableFields place={place} />;
  }
}

function QuizFields({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { choices } = useDraft();
  const { number } = useFormat();
  const { get, set, mayChange } = useRulebook();
  const papers = asList(get(`${place}.papers`));
  const isOneByOne = get(`${place}.pacing`) === 'one-by-one';
  const topics = choices.topics.map(({ topic, approved, others }) => ({
    value: topic,
    label: t('parts.topic', { title: topic, count: approved, questions: number(approved), others: number(others) }),
  }));
  return (
    <>
      {papers.map((paper, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: papers have no names, and their order is theirs
        <div key={n} className={rowStyles.paper}>
          {papers.length > 1 && (
            <PopulationField place={`${place}.papers[${n}].for`} label={t('parts.paperFor')} of="people" />
          )}
          {asFields(asFields(paper).draw).kind === 'fixed' ? (
            <p className={fieldStyles.soft}>{t('parts.fixed')}</p>
          ) : (
            <SeveralField
              place={`${place}.papers[${n}].draw.topics`}
              label={t('parts.topics')}
              hint={t('parts.topicsHint')}
              options={topics}
            />
          )}
          <NumberField
            place={`${place}.papers[${n}].count`}
            label={t('parts.count')}
            min={1}
            max={100}
            suffix={t('suffix.questions')}
          />
          {asFields(asFields(paper).draw).kind !== 'fixed' && (
            <>
              <LevelQuotas place={`${place}.papers[${n}].draw.perLevel`} />
              <ToggleField place={`${place}.papers[${n}].draw.avoidSeen`} label={t('parts.avoidSeen')} />
              <PoolWords place={place} paper={n} />
            </>
          )}
          {papers.length > 1 && mayChange && (
            <Button kind="quiet" onClick={() => set(`${place}.papers`, papers.toSpliced(n, 1))}>
              {t('parts.removePaper')}
            </Button>
          )}
        </div>
      ))}
      {mayChange && papers.length > 0 && (
        <div>
          <Button kind="quiet" onClick={() => set(`${place}.papers`, [{ ...asFields(papers[0]) }, ...papers])}>
            {t('parts.addPaper')}
          </Button>
        </div>
      )}
      <div className={fieldStyles.pair}>
        <ChoiceField
          place={`${place}.pacing`}
          label={t('parts.pacing')}
          options={(['one-by-one', 'paper'] as const).map((value) => ({ value, label: t(`parts.pacings.${value}`) }))}
        />
        <NumberField
          place={`${place}.points.default.right`}
          label={t('parts.right')}
          min={-1000}
          max={1000}
          suffix={t('suffix.points')}
        />
      </div>
      <Advanced>
        {isOneByOne && (
          <NumberField
            place={`${place}.questionSeconds`}
            label={t('parts.questionSeconds')}
            hint={t('parts.questionSecondsHint')}
            min={3}
            max={3600}
            empty={null}
            suffix={t('suffix.seconds')}
          />
        )}
        <ToggleField place={`${place}.shuffle`} label={t('parts.shuffle')} usual />
        <div className={fieldStyles.pair}>
          <NumberField
            place={`${place}.points.default.wrong`}
            label={t('parts.wrong')}
            min={-1000}
            max={1000}
            suffix={t('suffix.points')}
          />
          <NumberField
            place={`${place}.points.default.blank`}
            label={t('parts.blank')}
            min={-1000}
            max={1000}
            suffix={t('suffix.points')}
          />
        </div>
        <SeveralField
          place={`${place}.kinds`}
          label={t('parts.asked')}
          hint={t('parts.askedHint')}
          options={questionKinds.map((value) => ({ value, label: t(`parts.askedKind.${value}`) }))}
          usual={usualKinds}
        />
        <ChoiceField
          place={`${place}.points.several`}
          label={t('parts.several')}
          options={(['all-or-nothing', 'share'] as const).map((value) => ({
            value,
            label: t(`parts.severals.${value}`),
          }))}
          read={(value) => (asText(value as Json) || 'all-or-nothing') as 'share'}
        />
      </Advanced>
    </>
  );
}

/** Columns of numbers that the committee brings: marks of essays, articles, comments. */
function TableFields({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const columns = asList(get(`${place}.columns`));
  return (
    <>
      <p className={fieldStyles.soft}>{t('parts.tableLead')}</p>
      {columns.map((column, n) => (
        <div key={idOf(column)} className={fieldStyles.triple}>
          <NameField place={`${place}.columns[${n}].label`} label={t('parts.column')} />
          <NumberField place={`${place}.columns[${n}].min`} label={t('condition.min')} min={-1e9} />
          <NumberField place={`${place}.columns[${n}].max`} label={t('condition.max')} min={-1e9} />
        </div>
      ))}
      {mayChange && (
        <div>
          <Button
            kind="quiet"
            onClick={() =>
              set(`${place}.columns`, [
                ...columns,
                { id: freeId('column', columns), label: { vi: '' }, min: 0, max: 100 },
              ])
            }
          >
            {t('parts.addColumn')}
          </Button>
        </div>
      )}
    </>
  );
}
