// The abbreviations of official Vietnamese writing. The level stays: "H. Kỳ Anh" and "TX. Kỳ Anh" are two places.
const shortForms: readonly [RegExp, string][] = [
  [/^Thành phố /u, 'TP. '],
  [/^Thị xã /u, 'TX. '],
  [/^Thị trấn /u, 'TT. '],
  [/^Huyện /u, 'H. '],
  [/^Phường /u, 'P. '],
  [/^Ủy ban nhân dân /u, 'UBND '],
  [/^Uỷ ban nhân dân /u, 'UBND '],
];

/** A unit's name as it stands on a tile, where the full one would not be read from the last row. */
export function shortenUnitName(name: string): string {
  for (const [long, short] of shortForms) if (long.test(name)) return name.replace(long, short);
  return name;
}
