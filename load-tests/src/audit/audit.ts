/** What was acknowledged, held against what was kept. All but the first two are to be 0. */
export type Audit = {
  answersAcked: number;
  attemptsAcked: number;
  answersLost: number;
  answersDoubled: number;
  attemptsLost: number;
  attemptsDoubled: number;
  submissionsLost: number; // handed in and acknowledged, but not kept, or kept with another count of answers
  predictionsLost: number;
};

export const faultsOf = (audit: Audit): number =>
  audit.answersLost +
  audit.answersDoubled +
  audit.attemptsLost +
  audit.attemptsDoubled +
  audit.submissionsLost +
  audit.predictionsLost;
