/** What a stored round is called in the model. */
export const roundId = ({ ordinal }: { ordinal: number }): string => `round-${ordinal}`;
