/**
 * Numbers in [0, 1) that depend on the seed alone, so that a draw can be made again from the ledger. Not for secrets.
 *
 * Source  SPEC A1, D3. The seed's characters are mixed into four words that start the generator sfc32.
 */
export function seededRandom(seed: string): () => number {
  let [a, b, c] = mixSeed(seed);
  let counter = 1;
  const next = () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    return (word >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** The items in an order drawn by `random`; every order is equally likely. The given list is left alone. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  const order: T[] = [];
  while (left.length > 0) {
    const at = Math.floor(random() * left.length);
    const last = left.length - 1;
    const drawn = left[at] as T;
    left[at] = left[last] as T;
    left.pop();
    order.push(drawn);
  }
  return order;
}

function mixSeed(seed: string): [number, number, number] {
  let a = 0x9e3779b9 ^ seed.length;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (let at = 0; at < seed.length; at++) {
    const unit = seed.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(b ^ unit ^ a, 0xc2b2ae35);
    b ^= b >>> 13;
    c = Math.imul(c ^ unit ^ b, 0x27d4eb2f);
    c ^= c >>> 16;
  }
  return [a | 0, b | 0, c | 0];
}
