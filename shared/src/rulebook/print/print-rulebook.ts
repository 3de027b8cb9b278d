import type { LocalText } from '../../contract/text.ts';
import { formatDate, formatShare } from '../../rules/printed-rules/format-value.ts';
import { wordsOfPurpose } from '../../rules/printed-rules/value-words.ts';
import { eraseAtMs } from '../judge/erase-at.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { heading, list, momentWords, phrase, type Section, say } from './phrase.ts';
import { populationWords, printPeople } from './print-people.ts';
import { printAwards, printStandings } from './print-results.ts';
import { printRounds } from './print-rounds.ts';

export type PrintedRulebook = { title: LocalText; sections: Section[] };

/**
 * A rulebook in the sentences of a notice, Vietnamese and English: exactly what is executed, and no more. Every sentence carries
 * its id.
 *
 * Source  SPEC M16.
 */
export function printRulebook(rulebook: Rulebook): PrintedRulebook {
  return {
    title: phrase('title', { name: rulebook.meta.name }),
    sections: [
      printGeneral(rulebook),
      printPeople(rulebook),
      ...printRounds(rulebook),
      printStandings(rulebook),
      printAwards(rulebook),
      ...printTargets(rulebook),
      printPublication(rulebook),
      printPrivacy(rulebook),
    ].filter(({ sentences }) => sentences.length > 0),
  };
}

function printGeneral({ meta, locale }: Rulebook): Section {
  const { name, host, planNo, planDate } = meta;
  const plan = { no: planNo ?? '', date: planDate ? formatDate(planDate) : '' };
  return {
    id: 'general',
    heading: heading('general'),
    sentences: [
      say('contest', { name, host }),
      ...(planNo === null ? [] : [say(planDate ? 'plan-dated' : 'plan', plan)]),
      ...(meta.decisionNo === null ? [] : [say('decision', { no: meta.decisionNo })]),
      say('clock', { timezone: locale.timezone }),
      say('languages', { languages: list(locale.languages.map(languageWords)) }),
    ],
  };
}

/** A language by its name in both languages. */
const languageWords = (language: string): LocalText => {
  const nameIn = (locale: string) => new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  return { vi: nameIn('vi'), en: nameIn('en') };
};

function printTargets(rulebook: Rulebook): Section[] {
  const sentences = rulebook.targets.map(({ label, units, people, minRate }) =>
    say('target', {
      ...{ label, rate: formatShare(minRate) },
      ...{ units: populationWords(units, rulebook), people: populationWords(people, rulebook) },
    }),
  );
  return [{ id: 'targets', heading: heading('targets'), sentences }];
}

function printPublication({ publication, complaints, meta }: Rulebook): Section {
  const { workingDays } = complaints;
  return {
    id: 'publication',
    heading: heading('publication'),
    sentences: [
      say(`names-${publication.names}`),
      say(publication.ownScore === 'at-submit' ? 'score-at-submit' : `score-${publication.ownScore}`),
      say(`answers-${publication.answers}`),
      say(`counters-${publication.liveCounters}`),
      say(`finalize-${publication.finalize}`),
      say(publication.whileVerified === 'nothing' ? 'verified-nothing' : 'verified-provisional'),
      say('corrected'),
      workingDays === 0 ? say('complaints-same-day') : say('complaints', { days: workingDays }),
      say('complaints-answer', { days: complaints.answerWorkingDays }),
      ...(meta.contact === null ? [] : [say('contact', { contact: meta.contact })]),
    ],
  };
}

function printPrivacy(rulebook: Rulebook): Section {
  const { consents, retentionDays } = rulebook.privacy;
  return {
    id: 'privacy',
    heading: heading('privacy'),
    sentences: [
      ...consents.map(({ purpose, required }) =>
        say(required ? 'consent-required' : 'consent-optional', { purpose: wordsOfPurpose[purpose] }),
      ),
      say('retention', {
        days: retentionDays,
        moment: momentWords(eraseAtMs(rulebook), rulebook.locale.timezone, true),
      }),
    ],
  };
}
