import type { Result } from '@hoithi/shared/contract/result';

/** Has whoever sits at the page prove again who it is; false: they would rather not. */
export type Prover = () => Promise<boolean>;

let prover: Prover | null = null;
let proving: Promise<boolean> | null = null;

/** From now on this proves; answers how to end that. */
export function proveWith(next: Prover): () => void {
  prover = next;
  return () => {
    if (prover === next) prover = null;
  };
}

/**
 * Sends; where the server wants a fresh proof of identity, has it given and sends the same again. Acts refused meanwhile wait
 * for the same proof. SPEC I3, I51.
 */
export async function withFreshProof<T extends Result<unknown>>(send: () => Promise<T>): Promise<T> {
  const answer = await send();
  if (answer.ok || answer.refusal.code !== 'prove_again' || prover === null) return answer;
  proving ??= prover().finally(() => {
    proving = null;
  });
  return (await proving) ? send() : answer;
}
