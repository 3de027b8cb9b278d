import { expect, it } from 'vitest';
import { readTotal } from './watchers.ts';

it('finds the total of attempts in the text of a view without reading the rest', () => {
  const participation = { units: [{ attempts: 5 }], counts: { attempts: 1_234, roundPersons: 900 } };
  const view = { version: 7, participation };
  expect(readTotal(`42/screen,${JSON.stringify(['view', view])}`)).toBe(1_234);
  expect(readTotal('42/screen,["view",{"counts":null}]')).toBe(0);
});
