import { describe, expect, it } from 'vitest';
import { ShowQuestion } from '../../contract/show-file.ts';
import { exampleShow, holdersOf, played } from './example-show.ts';
import { scoreShow } from './score-show.ts';
import { itemOf, judgeShow, keyAsGiven, readShowGiven, withKey } from './show-item.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: `Mục ${id}` }));
const asked = (fields: Record<string, unknown>) => ShowQuestion.parse({ id: 'cau', text: 'Câu hỏi thử?', ...fields });
const several = asked({ kind: 'several', options, right: ['c', 'a'] });
const order = asked({ kind: 'order', options, right: ['c', 'a', 'b'] });
const number = asked({ kind: 'number', value: 34, tolerance: 1 });
const nearest = asked({ kind: 'number', value: 34, nearest: true });
const text = asked({ kind: 'text', accepted: ['Trần Phú', 'Đồng chí Trần Phú'] });

describe('questions of a show, of every kind', () => {
  it('[H26] an answer is one text: chosen options in the order of their ids, an order as it is, what was typed', () => {
    expect(readShowGiven(itemOf(several), 'c,a')).toBe('a,c');
    expect(readShowGiven(itemOf(order), 'b,c,a')).toBe('b,c,a');
    expect(readShowGiven(itemOf(number), ' 1.234,5 ')).toBe('1.234,5');
    expect(readShowGiven(itemOf(text), ' trần phú ')).toBe('trần phú');
  });

  it.each([
    ['an unknown option', several, 'a,z'],
    ['an option twice', several, 'a,a'],
    ['an order with an item missing', order, 'c,a'],
    ['words for a number', number, 'ba mươi tư'],
    ['a text of signs', text, '!?'],
    ['nothing', several, ''],
  ])('[H26] %s is no answer', (_, question, given) => {
    expect(readShowGiven(itemOf(question), given)).toBeNull();
  });

  it.each([
    [several, ['a,c'], ['a', 'a,b,c', 'b']],
    [order, ['c,a,b'], ['a,b,c', 'c,b,a']],
    [number, ['33', '34', '35,0'], ['32,9', '36']],
    [text, ['tran phu', 'TRẦN PHÚ', 'đồng chí trần phú'], ['Trần Phúc', 'Phú']],
  ])('[H26] is right as a whole or not at all', (question, right, wrong) => {
    const isRight = judgeShow(itemOf(question), []);
    expect([right.map(isRight), wrong.map(isRight)]).toEqual([right.map(() => true), wrong.map(() => false)]);
    expect(isRight(keyAsGiven(itemOf(question)))).toBe(true);
  });

  it('[H26] the nearest numbers are right, all that are equally near', () => {
    const isRight = judgeShow(itemOf(nearest), ['30', '36', '32', '90']);
    expect(['30', '36', '32', '90', '34'].map(isRight)).toEqual([false, true, true, false, false]);
  });

  it('[H26] of those who may play alone: a removed player and one who is out are nearest to nothing', () => {
    const file = exampleShow([{ kind: 'question', seconds: 10, question: nearest }]);
    const { events, answersOf } = played([1], [{ s1: ['34', 900], s2: ['30', 900], s3: ['50', 900] }]);
    const removed = { kind: 'removed' as const, playerId: 's1', seq: 0, happenedAtMs: 0, actor: 'test' };
    const tally = scoreShow(
      file,
      [removed, ...events.map((event) => ({ ...event, seq: event.seq + 1 }))],
      holdersOf(3),
      answersOf,
    );
    expect(['s1', 's2', 's3'].map((id) => tally.get(id)?.rightCount)).toEqual([0, 1, 0]);
  });

  it('[H5d] another key: options, an order, a number; a spelling more', () => {
    expect(withKey(itemOf(several), 'b')).toMatchObject({ right: ['b'] });
    expect(withKey(itemOf(order), 'a,b,c')).toMatchObject({ right: ['a', 'b', 'c'] });
    expect(withKey(itemOf(number), '63')).toMatchObject({ value: 63, tolerance: 1 });
    expect(withKey(itemOf(text), 'Lý Quý')).toMatchObject({ accepted: ['Trần Phú', 'Đồng chí Trần Phú', 'Lý Quý'] });
    expect(withKey(itemOf(several), 'z')).toBeNull();
  });

  it.each([
    ['several with one text as key', { kind: 'several', options, right: 'a' }, 'right'],
    ['an order with an item missing', { kind: 'order', options, right: ['a', 'b'] }, 'right'],
    ['one right option of two', { options, right: ['a', 'b'] }, 'right'],
    ['a right option that is none', { options, right: 'z' }, 'right'],
    ['a number without its value', { kind: 'number' }, 'value'],
    ['a text of signs alone', { kind: 'text', accepted: ['…'] }, 'accepted'],
    ['other options than true and false', { kind: 'true-false', options, right: 'a' }, 'options'],
    [
      'a picture without words for who cannot see it',
      { options, right: 'a', picture: 'data:image/png;base64,AAAA' },
      'pictureAlt',
    ],
  ])('[H1] [H26] refused with its place: %s', (_, fields, place) => {
    const read = ShowQuestion.safeParse({ id: 'cau', text: 'Câu hỏi thử?', ...fields });
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual([place]);
  });
});
