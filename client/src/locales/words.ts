import type accounts from './vi/accounts.json';
import type bank from './vi/bank.json';
import type bankImport from './vi/bank-import.json';
import type certificate from './vi/certificate.json';
import type collective from './vi/collective.json';
import type committee from './vi/committee.json';
import type common from './vi/common.json';
import type complaints from './vi/complaints.json';
import type connectionCheck from './vi/connection-check.json';
import type contestant from './vi/contestant.json';
import type draws from './vi/draws.json';
import type editor from './vi/editor.json';
import type figures from './vi/figures.json';
import type home from './vi/home.json';
import type look from './vi/look.json';
import type mc from './vi/mc.json';
import type messages from './vi/messages.json';
import type night from './vi/night.json';
import type organizer from './vi/organizer.json';
import type outage from './vi/outage.json';
import type participation from './vi/participation.json';
import type preview from './vi/preview.json';
import type receipt from './vi/receipt.json';
import type refusal from './vi/refusal.json';
import type rehearsal from './vi/rehearsal.json';
import type resultDesk from './vi/result-desk.json';
import type results from './vi/results.json';
import type rosters from './vi/rosters.json';
import type rules from './vi/rules.json';
import type screen from './vi/screen.json';
import type show from './vi/show.json';
import type showOutage from './vi/show-outage.json';
import type shows from './vi/shows.json';
import type simulator from './vi/simulator.json';
import type slips from './vi/slips.json';
import type startQueue from './vi/start-queue.json';
import type unitLeader from './vi/unit-leader.json';
import type verification from './vi/verification.json';
import type ways from './vi/ways.json';

/** Every key of every namespace; a key that is missing does not compile. */
export type Words = {
  accounts: typeof accounts;
  'bank-import': typeof bankImport;
  bank: typeof bank;
  certificate: typeof certificate;
  collective: typeof collective;
  committee: typeof committee;
  common: typeof common;
  complaints: typeof complaints;
  contestant: typeof contestant;
  editor: typeof editor;
  figures: typeof figures;
  home: typeof home;
  look: typeof look;
  mc: typeof mc;
  messages: typeof messages;
  night: typeof night;
  organizer: typeof organizer;
  outage: typeof outage;
  participation: typeof participation;
  receipt: typeof receipt;
  preview: typeof preview;
  refusal: typeof refusal;
  rehearsal: typeof rehearsal;
  draws: typeof draws;
  'result-desk': typeof resultDesk;
  results: typeof results;
  rosters: typeof rosters;
  rules: typeof rules;
  screen: typeof screen;
  show: typeof show;
  shows: typeof shows;
  simulator: typeof simulator;
  slips: typeof slips;
  'show-outage': typeof showOutage;
  'unit-leader': typeof unitLeader;
  verification: typeof verification;
  ways: typeof ways;
  'start-queue': typeof startQueue;
  'connection-check': typeof connectionCheck;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Words;
  }
}
