import { z } from 'zod';
import { consentPurposes } from '../../contract/rules.ts';
import { LocalText, line } from '../../contract/text.ts';
import { Award, Cap } from './award.ts';
import { Id, rulebookLimits } from './id.ts';
import { Field, Population } from './population.ts';
import { Round, Series } from './round.ts';
import { Standing } from './standing.ts';

/**
 * A contest's rules as data: populations sit rounds made of parts; a standing orders one population by numbers over some
 * rounds; an award takes places, a threshold or a draw from a standing. The printed rules say exactly this value, and the
 * functions beside it execute it.
 *
 * Units   instants are ISO 8601 with offset, half-open [opensAt, closesAt); ...Seconds and ...Ms as named; money in whole
 *         units of the currency; shares 0 to 1.
 * Source  SPEC M1 to M3.
 */
export const Rulebook = z.strictObject({
  version: z.literal(1),
  meta: z.strictObject({
    name: LocalText,
    host: LocalText,
    planNo: line(1, 60).nullable().default(null),
    planDate: z.iso.date().nullable().default(null),
    decisionNo: line(1, 60).nullable().default(null),
    contact: line(1, 200).nullable().default(null),
    /** Who signs certificates for the committee, by function: `Trưởng Ban Tổ chức`. */
    signer: line(1, 120).nullable().default(null),
  }),
  locale: z.strictObject({
    timezone: line(1, 60),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** In which the questions are offered: BCP 47, such as `vi`, `en`, `hi`. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(40),
  }),
  fields: z.array(Field).min(1).max(rulebookLimits.fieldsMax),
  /** What a contestant has stated cannot change once they have begun their first attempt. */
  fieldsLocked: z.boolean().default(false),
  /** The first is everybody who may take part. */
  populations: z.array(Population).min(1).max(rulebookLimits.populationsMax),
  rounds: z
    .array(z.discriminatedUnion('kind', [Round, Series]))
    .min(1)
    .max(rulebookLimits.roundsMax),
  standings: z.array(Standing).max(rulebookLimits.standingsMax),
  awards: z.array(Award).max(rulebookLimits.awardsMax),
  caps: z.array(Cap).max(rulebookLimits.capsMax).default([]),
  targets: z
    .array(
      z.strictObject({
        label: LocalText,
        units: Id,
        people: Id,
        headcount: Id,
        minRate: z.number().min(0).max(1),
      }),
    )
    .max(20)
    .default([]),
  publication: z
    .strictObject({
      names: z.enum(['masked', 'full']),
      ownScore: z.enum(['at-submit', 'after-close', 'after-publication']),
      answers: z.enum(['never', 'after-close', 'after-publication']),
      liveCounters: z.enum(['exact', 'coarse', 'hidden']),
      /** How many different people confirm a result before it is published. */
      finalize: z.enum(['two', 'one']).default('two'),
      /** What the page shows while a result is verified: that it is, or the standing marked as provisional. */
      whileVerified: z.enum(['nothing', 'provisional']).default('nothing'),
    })
    .default({
      ...{ names: 'masked', ownScore: 'after-close', answers: 'after-publication', liveCounters: 'coarse' },
      ...{ finalize: 'two', whileVerified: 'nothing' },
    }),
  complaints: z
    .strictObject({
      /** From publication, for making one. */
      workingDays: z.number().int().min(0).max(60),
      /** From a complaint, for its answer. */
      answerWorkingDays: z.number().int().min(1).max(60).default(5),
    })
    .default({ workingDays: 3, answerWorkingDays: 5 }),
  privacy: z
    .strictObject({
      consents: z
        .array(z.strictObject({ purpose: z.enum(consentPurposes), required: z.boolean() }))
        .min(1)
        .max(consentPurposes.length),
      /** From the close of the last round. */
      retentionDays: z.number().int().min(1).max(3650),
    })
    .default({
      consents: [
        { purpose: 'take-part', required: true },
        { purpose: 'publish-name', required: false },
      ],
      retentionDays: 365,
    }),
});
export type Rulebook = z.infer<typeof Rulebook>;
/** As it stands in a file: what has a default may be left out. */
export type RulebookFile = z.input<typeof Rulebook>;
