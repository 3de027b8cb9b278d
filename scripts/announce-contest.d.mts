export type AnnouncedContest = {
  rulebook: object;
  slug: string;
  units: { kind: 'none' } | { kind: 'set'; set: string };
};
export function announceContest(
  url: string,
  cookie: string,
  contest: AnnouncedContest,
): Promise<{ contestId: string; slug: string }>;
