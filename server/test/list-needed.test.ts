import { readFileSync } from 'node:fs';
import { permissions } from '@hoithi/shared/rules/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeNamespace } from '../src/web/open-namespace.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { listStaffRoutes } from './walk-staff.ts';

/** The client's test of its pages knows from a file what each route and command needs; it says what the server says. */
describe('what the pages of staff need', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[I50] the file that the pages are tested against names every staff route and command with its permission', () => {
    const commands = [...test.open.io._nsps.keys()].flatMap((namespace) => {
      const described = describeNamespace(test.open.io.of(namespace));
      if (!described || !(described.may in permissions)) return [];
      return Object.entries(described.commands).map(([name, { may }]) => [
        `${namespace} ${name}`,
        may ?? described.may,
      ]);
    });
    const routes = listStaffRoutes(test).map(({ method, path, may }) => [`${method} ${path}`, may]);
    const file = new URL('../../client/test/needed-permissions.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(Object.fromEntries([...commands, ...routes].sort()));
  });
});
