import type { Quiz } from '../model/round.ts';

/** The paper that a person gets: the first whose population they are in; none: there is no paper for them. Source: SPEC M7. */
export const paperFor = ({ papers }: Quiz, isIn: (population: string) => boolean): Quiz['papers'][number] | undefined =>
  papers.find((paper) => isIn(paper.for));
