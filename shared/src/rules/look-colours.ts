import type { Look, LookTones, ShownLook } from '../contract/look.ts';
import { contrastOf, moveTowards, nearestThat } from './contrast.ts';

/** Where a contest's two colours meet others, as in the product's own colours. */
const grounds = { ivory: '#fbf6ea', buttonText: '#fffdf7', ink: '#211a17', panel: '#2a1613' } as const;

/** `with`: what the colour stands on, or what stands on it. */
export type ColourCheck = {
  colour: 'main' | 'accent';
  where: 'page-text' | 'page-button' | 'page-badge' | 'screen-text';
  with: string;
  atLeast: number;
};

/**
 * What has to be read: text and buttons in the main colour on phones and laptops, ink on the accent colour, and the accent
 * colour as running text on the hall's lacquer, which asks for more.
 *
 * Source  WCAG 2.2, 1.4.3 (4.5) and 1.4.6 (7); SPEC X7.
 */
export const colourChecks: readonly ColourCheck[] = [
  { colour: 'main', where: 'page-text', with: grounds.ivory, atLeast: 4.5 },
  { colour: 'main', where: 'page-button', with: grounds.buttonText, atLeast: 4.5 },
  { colour: 'accent', where: 'page-badge', with: grounds.ink, atLeast: 4.5 },
  { colour: 'accent', where: 'screen-text', with: grounds.panel, atLeast: 7 },
];

export type CheckedColour = ColourCheck & { ratio: number; passes: boolean };
type Colours = NonNullable<Look['colours']>;

/** Every place with its contrast, rounded down to a tenth, so that no 4.49 is shown as 4.5. */
export const checkColours = (colours: Colours): CheckedColour[] =>
  colourChecks.map((check) => {
    const ratio = contrastOf(colours[check.colour], check.with);
    return { ...check, ratio: Math.floor(ratio * 10) / 10, passes: ratio >= check.atLeast };
  });

/** The nearest colour that passes everywhere; the same where it passes already. */
export function nearestPassing(colour: ColourCheck['colour'], hex: string): string {
  const checks = colourChecks.filter((check) => check.colour === colour);
  const passes = (tried: string) => checks.every((check) => contrastOf(tried, check.with) >= check.atLeast);
  return nearestThat(passes, hex) ?? (colour === 'main' ? '#8e1b12' : '#e8b84a');
}

/** Two colours as a page may use them: pale for grounds, deep for text on paper. */
export function tonesOf({ main, accent }: Colours): LookTones {
  const onIvory = (hex: string) => nearestThat((tried) => contrastOf(tried, grounds.ivory) >= 4.5, hex) ?? hex;
  return {
    main,
    mainDeep: onIvory(moveTowards(main, 0, 0.28)),
    mainPale: moveTowards(main, 0.965, 0.9),
    accent,
    accentPale: moveTowards(accent, 0.97, 0.6),
    accentDeep: onIvory(moveTowards(accent, 0, 0.35)),
  };
}

export const isReadable = (colours: Colours): boolean => checkColours(colours).every(({ passes }) => passes);

/** What pages receive. Colours that cannot be read are left out: the product's own stand in their place. */
export function shownLook({ colours, ...pictures }: Look): ShownLook {
  return { ...pictures, tones: colours && isReadable(colours) ? tonesOf(colours) : null };
}
