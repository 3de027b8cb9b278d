/** Stops on what cannot be: a mistake of ours, never of a contestant. An expected failure is a `Result`. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`impossible: ${message}`);
}
