import { describe, expect, it } from 'vitest';
import type { Condition } from '../model/population.ts';
import type { RulebookFile } from '../model/rulebook.ts';
import { attempt, person, unit } from '../test-facts.ts';
import { exampleRulebook, label } from '../test-rulebook.ts';
import { noFacts, type PersonFacts } from './facts.ts';
import { IndexedFacts } from './index-facts.ts';
import { Judge } from './judge-contest.ts';

const tuesday = '2026-03-03T08:00:00+07:00';
const moment = { atMs: Date.parse(tuesday), ageAtMs: Date.parse('2026-03-02T00:00:00+07:00') };
const units = [
  unit('tinh', { level: 'PROVINCE' }),
  unit('so-a', { parent: 'tinh', block: 'SO' }),
  unit('phong-a1', { parent: 'so-a', level: 'DEPARTMENT' }),
  unit('xa-b', { parent: 'tinh', level: 'COMMUNE', block: 'XA' }),
];

/** Who of some people is in a population with this condition. */
function inside(where: Condition, people: PersonFacts[], change?: (file: RulebookFile) => void, more = {}): string[] {
  const rulebook = exampleRulebook((file) => {
    change?.(file);
    file.populations.push({ id: 'asked', label: label('Nhóm'), where });
  });
  const judge = new Judge(rulebook, new IndexedFacts({ ...noFacts, people, units, ...more }));
  return people.map(({ id }) => id).filter((id) => judge.membership.hasPerson('asked', id, moment));
}

describe('populations', () => {
  it('[M4] a person is as they had stated at that moment', () => {
    const moved = person('moved', {
      profile: [
        { fromMs: 0, unit: null, fields: { audience: 'citizen' } },
        { fromMs: moment.atMs + 1, unit: null, fields: { audience: 'official' } },
      ],
    });
    const people = [moved, person('official', { fields: { audience: 'official' } }), person('silent')];
    expect(inside({ kind: 'field', field: 'audience', in: ['official'] }, people)).toEqual(['official']);
    expect(inside({ kind: 'not', of: { kind: 'field', field: 'audience', in: ['official'] } }, people)).toEqual([
      'moved',
      'silent',
    ]);
  });

  it('[M4] ages are counted to the day of the round’s opening in the rulebook’s timezone', () => {
    const people = ['2008-03-02', '2008-03-03', '1990-01-01'].map((birthDate) => person(birthDate, { birthDate }));
    expect(inside({ kind: 'age', min: 18 }, people)).toEqual(['2008-03-02', '1990-01-01']);
    expect(inside({ kind: 'age', max: 17 }, [...people, person('unknown')])).toEqual(['2008-03-03']);
  });

  it('[M4] numbers, lists of the committee, roles; nobody is in any population who may not take part', () => {
    const people = [
      person('fifth', { fields: { grade: 5 }, rosters: ['school'] }),
      person('ninth', { fields: { grade: 9 } }),
      person('juror', { fields: { grade: 5 }, roles: ['JURY'] }),
    ];
    expect(inside({ kind: 'number', field: 'grade', min: 4, max: 6 }, people)).toEqual(['fifth']);
    expect(inside({ kind: 'roster', roster: 'school', label: label('Danh sách') }, people)).toEqual(['fifth']);
    expect(inside({ kind: 'role', in: ['JURY'] }, people)).toEqual([]);
  });

  it('[M4] a unit fits by its level and block, and by code with everything below it', () => {
    const people = ['so-a', 'phong-a1', 'xa-b'].map((code) => person(code, { unit: code }));
    expect(inside({ kind: 'unit', codes: ['so-a'] }, people)).toEqual(['so-a', 'phong-a1']);
    expect(inside({ kind: 'unit', levels: ['COMMUNE'] }, people)).toEqual(['xa-b']);
    expect(inside({ kind: 'unit', blocks: ['SO'], codes: ['tinh'] }, people)).toEqual(['so-a']);
    expect(inside({ kind: 'everybody' }, [person('none')])).toEqual(['none']);
  });

  it('[M14] the best of each unit or block, and the next where one declines', () => {
    const people = ['a1', 'a2', 'a3', 'b1', 'b2'].map((id) =>
      person(id, { unit: id.startsWith('a') ? 'phong-a1' : 'xa-b' }),
    );
    const attempts = people.map(({ id }, n) => attempt(id, 'week-1', 9 - n, tuesday));
    const top = (more: object): Condition => ({
      kind: 'qualified',
      standing: 'week',
      top: 1,
      per: 'standing',
      ties: 'all',
      ...more,
    });
    const facts = { attempts, declined: [{ population: 'asked', id: 'a1' }] };
    expect(inside(top({}), people, undefined, { attempts })).toEqual(['a1']);
    expect(inside(top({}), people, undefined, facts)).toEqual(['a2']);
    expect(inside(top({ per: 'unit' }), people, undefined, facts)).toEqual(['a2', 'b1']);
    expect(inside(top({ per: 'unit', level: 'AGENCY' }), people, undefined, facts)).toEqual(['a2']);
    expect(inside(top({ per: 'block' }), people, undefined, facts)).toEqual(['b1']); // the department is in no block
  });

  it('[M14] equals at the edge all come, or wait', () => {
    const people = ['a', 'b', 'c'].map((id) => person(id));
    const attempts = people.map(({ id }) => attempt(id, 'week-1', 5, tuesday));
    const edge = (ties: 'all' | 'decide'): Condition => ({
      kind: 'qualified',
      standing: 'week',
      top: 2,
      per: 'standing',
      ties,
    });
    expect(inside(edge('all'), people, undefined, { attempts })).toEqual(['a', 'b', 'c']);
    expect(inside(edge('decide'), people, undefined, { attempts })).toEqual([]);
    const orders = [{ list: 'week@week-1', ids: ['c', 'a', 'b'] }];
    expect(inside(edge('decide'), people, undefined, { attempts, orders })).toEqual(['a', 'c']);
  });
});
