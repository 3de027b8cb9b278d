import type { PrintedRules } from '../../contract/organizer.ts';
import type { Rules } from '../../contract/rules.ts';
import { printAttempts } from './attempts-section.ts';
import { printGeneral, printRounds, printTargets } from './general-sections.ts';
import { printEligibility, printProfile } from './people-sections.ts';
import { printPrizes } from './prizes-section.ts';
import { printComplaints, printIncidents, printPersonalData, printPublication } from './publication-sections.ts';
import { printQuestions } from './questions-section.ts';
import { printLadder, printPoints, printPrediction } from './scoring-sections.ts';
import { printTiming } from './timing-section.ts';
import type { TopicTitles } from './value-words.ts';

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
