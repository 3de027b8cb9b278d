import type accounts from './vi/accounts.json';
import type collective from './vi/collective.json';
import type common from './vi/common.json';
import type connectionCheck from './vi/connection-check.json';
import type contestant from './vi/contestant.json';
import type figures from './vi/figures.json';
import type home from './vi/home.json';
import type mc from './vi/mc.json';
import type night from './vi/night.json';
import type organizer from './vi/organizer.json';
import type outage from './vi/outage.json';
import type participation from './vi/participation.json';
import type refusal from './vi/refusal.json';
import type rehearsal from './vi/rehearsal.json';
import type results from './vi/results.json';
import type rosters from './vi/rosters.json';
import type rules from './vi/rules.json';
import type screen from './vi/screen.json';
import type show from './vi/show.json';
import type showOutage from './vi/show-outage.json';
import type startQueue from './vi/start-queue.json';
import type unitLeader from './vi/unit-leader.json';

/** Every key of every namespace; a key that is missing does not compile. */
export type Words = {
  accounts: typeof accounts;
  collective: typeof collective;
  common: typeof common;
  contestant: typeof contestant;
  figures: typeof figures;
  home: typeof home;
  mc: typeof mc;
  night: typeof night;
  organizer: typeof organizer;
  outage: typeof outage;
  participation: typeof participation;
  refusal: typeof refusal;
  rehearsal: typeof rehearsal;
  results: typeof results;
  rosters: typeof rosters;
  rules: typeof rules;
  screen: typeof screen;
  show: typeof show;
  'show-outage': typeof showOutage;
  'unit-leader': typeof unitLeader;
  'start-queue': typeof startQueue;
  'connection-check': typeof connectionCheck;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Words;
  }
}
