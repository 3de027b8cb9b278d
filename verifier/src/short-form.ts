const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A checkpoint as it is printed: its size and 24 letters of its root. docs/proof.md, part 3. */
export function shortForm(size: number, root: string): string {
  let rest = BigInt(`0x${root}`);
  let text = '';
  for (let at = 0; at < 24; at++) {
    text += letters[Number(rest % 30n)];
    rest /= 30n;
  }
  return `${size}-${text.slice(0, 6)}-${text.slice(6, 12)}-${text.slice(12, 18)}-${text.slice(18)}`;
}
