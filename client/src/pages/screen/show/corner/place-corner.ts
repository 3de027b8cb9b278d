/** Where the way in for latecomers stands: in a corner that has no words, else beside the picture, which makes room. SPEC H24a. */
export const cornerPlaces = ['bottom-right', 'top-right', 'bottom-left', 'top-left', 'side'] as const;
export type CornerPlace = (typeof cornerPlaces)[number];

/** Units: pixels of the 1920 × 1080 picture. */
export type Box = { left: number; top: number; right: number; bottom: number };

const wide = 1920;
const high = 1080;
/** As large as the card is drawn, its distance to the edges, and the air that words have around it. */
export const cornerCard = { width: 212, height: 262, aside: 40, above: 64 } as const;
const air = 20;

function boxAt(place: Exclude<CornerPlace, 'side'>): Box {
  const { width, height, aside, above } = cornerCard;
  const left = place.endsWith('left') ? aside : wide - aside - width;
  const top = place.startsWith('top') ? above : high - above - height;
  return { left: left - air, top: top - air, right: left + width + air, bottom: top + height + air };
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** The place that comes next where words have come into the one that was; it never goes back, so that it does not jump to and fro. */
export function placeCorner(words: readonly Box[], from: CornerPlace): CornerPlace {
  const free = cornerPlaces
    .slice(cornerPlaces.indexOf(from))
    .find((place) => place === 'side' || !words.some((box) => meet(box, boxAt(place))));
  return free ?? 'side';
}
