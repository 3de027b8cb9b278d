/**
 * What a screen's link shows. `full`: the picture alone. `code`: the picture with the way in beside or below it, whatever
 * the shape of the wall. `overlay`: a lower third over a transparent ground, for a video mixer. `monitor`: large figures for
 * whoever stands on the stage. `board`: the board as the hall may see it, whatever the stage shows. SPEC H24.
 */
export const screenForms = ['full', 'code', 'board', 'overlay', 'monitor'] as const;
export type ScreenForm = (typeof screenForms)[number];

/** As they stand in the address; one that nobody knows is the full picture. */
const inAddress: Readonly<Record<ScreenForm, string | null>> = {
  full: null,
  code: 'kem-ma',
  board: 'bang',
  overlay: 'lop-phu',
  monitor: 'nhac',
};

export function readScreenForm(search: string): ScreenForm {
  const named = new URLSearchParams(search).get('dang');
  return screenForms.find((form) => inAddress[form] !== null && inAddress[form] === named) ?? 'full';
}

export function addressOfForm(path: string, form: ScreenForm): string {
  const named = inAddress[form];
  return named === null ? path : `${path}?dang=${named}`;
}
