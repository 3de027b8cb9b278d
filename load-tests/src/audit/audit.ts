/** What was acknowledged, compared with what was saved. All but the first two must be 0. */
export type Audit = {
  answersAcked: number;
  attemptsAcked: number;
  answersLost: number;
  answersDoubled: number;
  attemptsLost: number;
  attemptsDoubled: number;
  submissionsLost: number; // handed in and acknowledged, but not saved, or saved with another count of answers
  predictionsLost: number;
};

export const faultsOf = (audit: Audit): number =>
  audit.answersLost +
  audit.answersDoubled +
  audit.attemptsLost +
  audit.attemptsDoubled +
  audit.submissionsLost +
  audit.predictionsLost;
