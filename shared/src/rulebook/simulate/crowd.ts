import { z } from 'zod';

/**
 * What a made-up crowd is like. The defaults are those of a province's contest: 25,000 to 60,000 people, 1.4 to 14.5 attempts a
 * person where they are not limited, from 4 to 59 % of the people with everything right. Source: domain (c).
 */
export const Crowd = z.strictObject({
  people: z.number().int().min(1).max(500_000).default(30_000),
  /** Of whom so many take part in a round. */
  takePart: z.number().min(0).max(1).default(0.6),
  /** Share of right answers of the middle person, and how much people differ. */
  skill: z.number().min(0).max(1).default(0.9),
  spread: z.number().min(0).max(0.5).default(0.08),
  /** Of the middle person, for one question. */
  secondsPerQuestion: z.number().min(1).max(600).default(14),
  /** Attempts of somebody who takes part, where the rules allow as many. */
  attempts: z.number().min(1).max(50).default(2.5),
  /** Share of people who guess the number to be predicted. */
  guess: z.number().min(0).max(1).default(0.95),
  units: z.number().int().min(1).max(5_000).default(60),
  /** Share of all starts that fall into the last eight hours of a round. */
  rush: z.number().min(0).max(1).default(0.3),
});
export type Crowd = z.infer<typeof Crowd>;
