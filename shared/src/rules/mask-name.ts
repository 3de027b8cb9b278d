/**
 * A person's name as it is published without consent to the full name: the family name, which comes first, and the
 * initials of the others: "Nguyễn Thị Hoa" becomes "Nguyễn T. H.". Of a name of one word only the initial stays.
 *
 * Source  SPEC V4.
 */
export function maskName(name: string): string {
  const [family, ...others] = name
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (family === undefined) return '';
  return others.length === 0 ? initialOf(family) : [family, ...others.map(initialOf)].join(' ');
}

function initialOf(word: string): string {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '';
  return `${letter.toUpperCase()}.`;
}
