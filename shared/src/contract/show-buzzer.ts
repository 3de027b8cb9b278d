/** Who was first at a buzzer, as the hall reads it. SPEC H51. */
export type BuzzName = { playerId: string; name: string; unitName: string | null };
export type BuzzerStage = {
  points: number;
  /** null: nobody has been named yet. `right` null: the answer is not judged yet. */
  first: (BuzzName & { elapsedMs: number; right: boolean | null }) | null;
  /** The next press, where it was so near that the credit may have decided. */
  close: (BuzzName & { behindMs: number }) | null;
  /** How many have said a wrong answer and press no more. */
  out: number;
};
