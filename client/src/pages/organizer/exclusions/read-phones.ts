export const phonesAtOnceMax = 400;

/** The lines that hold something, each with its place among the lines as pasted, from 1. */
export function readPhones(pasted: string): { phone: string; line: number }[] {
  return pasted
    .split(/\r?\n/)
    .map((text, at) => ({ phone: text.trim(), line: at + 1 }))
    .filter(({ phone }) => phone !== '');
}
