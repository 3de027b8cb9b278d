const joiner = '\u2060';

/** A hyphen inside a word, as in "Wi-Fi" or "13/2023/NĐ-CP", is no place to break a line. */
export const joinHyphens = (text: string): string =>
  text.replace(/(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])/gu, `${joiner}-${joiner}`);
