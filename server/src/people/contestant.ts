/** Who is acting, proven at the door. */
export type Contestant = {
  contestantId: string;
  contestId: string;
  personId: string;
};
