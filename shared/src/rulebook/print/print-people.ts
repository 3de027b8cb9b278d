import type { LocalText } from '../../contract/text.ts';
import { joinWords } from '../../rules/printed-rules/format-value.ts';
import { wordsOfField, wordsOfLevel, wordsOfRole } from '../../rules/printed-rules/value-words.ts';
import type { Condition, Field, Qualified } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { heading, list, phrase, type Section, type Sentence, same, say } from './phrase.ts';

/** Who takes part, who belongs to what, and what is stated. Source: SPEC M16, M4. */
export function printPeople(rulebook: Rulebook): Section {
  const { populations, fields, fieldsLocked } = rulebook;
  const hasStages = populations.some(({ where }) => JSON.stringify(where).includes('"qualified"'));
  const named = (required: boolean) => fields.filter((field) => field.required === required).map(fieldWords);
  return {
    id: 'people',
    heading: heading('people'),
    sentences: [
      ...populations.map(({ label, where, of }, at): Sentence => {
        const condition = conditionWords(where, rulebook, of === 'units');
        if (of === 'units') return say('population-of-units', { label, condition });
        if (at > 0) return say('population', { label, condition });
        return where.kind === 'everybody'
          ? say('first-everybody', { label })
          : say('first-population', { label, condition });
      }),
      say('population-moment'),
      ...(hasStages ? [say('declined')] : []),
      ...(named(true).length > 0 ? [say('fields', { fields: list(named(true)) })] : []),
      ...(named(false).length > 0 ? [say('fields-optional', { fields: list(named(false)) })] : []),
      ...(fieldsLocked ? [say('fields-locked')] : []),
      say('false-data'),
    ],
  };
}

const fieldWords = (field: Field): LocalText => (field.kind === 'known' ? wordsOfField[field.field] : field.label);

export const populationWords = (id: string, { populations }: Rulebook): LocalText =>
  populations.find((population) => population.id === id)?.label ?? same(id);

function conditionWords(condition: Condition, rulebook: Rulebook, ofUnits: boolean): LocalText {
  const join = (of: readonly Condition[], word: 'and' | 'or'): LocalText => {
    const parts = of.map((each) => {
      const condition = conditionWords(each, rulebook, ofUnits);
      return each.kind === 'all' || each.kind === 'any' ? phrase('in-brackets', { condition }) : condition;
    });
    const between = phrase(word);
    return { vi: parts.map(({ vi }) => vi).join(between.vi), en: parts.map(({ en }) => en).join(between.en) };
  };
  switch (condition.kind) {
    case 'everybody':
      return phrase(ofUnits ? 'every-unit' : 'everybody');
    case 'all':
      return join(condition.of, 'and');
    case 'any':
      return join(condition.of, 'or');
    case 'not':
      return phrase('not', { condition: conditionWords(condition.of, rulebook, ofUnits) });
    case 'field':
      return phrase('field', choicesOf(condition, rulebook));
    case 'number':
      return boundsWords('number', condition, { field: fieldLabel(condition.field, rulebook) });
    case 'age':
      return boundsWords('age', condition, {});
    case 'unit':
      return unitWords(condition);
    case 'roster':
      return phrase('roster', { list: condition.label });
    case 'role':
      return phrase('role', { roles: list(condition.in.map((role) => wordsOfRole[role])) });
    case 'population':
      return phrase('population', { label: populationWords(condition.population, rulebook) });
    case 'qualified':
      return qualifiedWords(condition, rulebook);
    case 'won':
      return phrase('won', { award: rulebook.awards.find(({ id }) => id === condition.award)?.label ?? '' });
  }
}

const fieldLabel = (id: string, { fields }: Rulebook): LocalText => {
  const field = fields.find((each) => each.kind !== 'known' && each.id === id);
  return field ? fieldWords(field) : same(id);
};

function choicesOf({ field, in: ids }: { field: string; in: string[] }, rulebook: Rulebook) {
  const known = rulebook.fields.find((each) => each.kind === 'choice' && each.id === field);
  const choices = known?.kind === 'choice' ? known.choices : [];
  return {
    field: fieldLabel(field, rulebook),
    choices: list(ids.map((id) => choices.find((choice) => choice.id === id)?.label ?? same(id))),
  };
}

type Bounds = { min?: number | undefined; max?: number | undefined };
function boundsWords(kind: 'age' | 'number', { min, max }: Bounds, values: { field?: LocalText }): LocalText {
  if (min === undefined) return max === undefined ? phrase('age-any') : phrase(`${kind}-to`, { ...values, max });
  return max === undefined
    ? phrase(`${kind}-from`, { ...values, min })
    : phrase(`${kind}-between`, { ...values, min, max });
}

function unitWords({ levels, blocks, codes }: Extract<Condition, { kind: 'unit' }>): LocalText {
  const parts = [
    ...(levels ? [phrase('unit-levels', { levels: joinWords(levels.map(wordsOfLevel)) })] : []),
    ...(blocks ? [phrase('unit-blocks', { blocks: blocks.join(', ') })] : []),
    ...(codes ? [phrase('unit-codes', { codes: codes.join(', ') })] : []),
  ];
  return parts.length === 0 ? phrase('unit-any') : list(parts);
}

function qualifiedWords({ standing, top, per, level, ties }: Qualified, { standings }: Rulebook): LocalText {
  return phrase('qualified', {
    top,
    standing: standings.find(({ id }) => id === standing)?.label ?? '',
    per: level === undefined ? phrase(`per-${per}`) : phrase('per-level', { level: wordsOfLevel(level) }),
    ties: phrase(`ties-${ties}`),
  });
}
