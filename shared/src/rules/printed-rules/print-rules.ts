import type { PrintedRules } from '../../contract/organizer.ts';
import type { Rules } from '../../contract/rules.ts';
import { printAttempts } from './attempts-section.ts';
import { printGeneral } from './general-section.ts';
import { printComplaints, printIncidents } from './incidents-section.ts';
import { printEligibility, printProfile } from './people-sections.ts';
import { printPersonalData } from './personal-data-section.ts';
import { printPrizes } from './prizes-section.ts';
import { printPublication } from './publication-section.ts';
import { printQuestions } from './questions-section.ts';
import { printRounds } from './rounds-section.ts';
import { printLadder, printPoints, printPrediction } from './scoring-sections.ts';
import { printTargets } from './targets-section.ts';
import { printTiming } from './timing-section.ts';
import type { TopicTitles } from './topic-words.ts';

/**
 * The printed rules (thể lệ), made from nothing but the value that the code executes. Where titles of topics are not
 * given, their codes are printed.
 *
 * Source  SPEC R5.
 */
export function printRules(rules: Rules, topicTitles: TopicTitles = new Map()): PrintedRules {
  return {
    title: { vi: `Thể lệ ${rules.meta.name.vi}`, en: `Rules: ${rules.meta.name.en}` },
    sections: [
      printGeneral(rules),
      printEligibility(rules),
      printProfile(rules),
      printRounds(rules, topicTitles),
      printQuestions(rules, topicTitles),
      printTiming(rules),
      printAttempts(rules),
      printPoints(rules),
      ...printPrediction(rules),
      printLadder(rules),
      printPrizes(rules),
      printPublication(rules),
      printIncidents(rules),
      ...printTargets(rules),
      printComplaints(rules),
      printPersonalData(rules),
    ],
  };
}
