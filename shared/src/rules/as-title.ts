import type { LocalText } from '../contract/text.ts';

/** A name as it stands alone, on a screen or a list: with a capital. */
export const asTitle = ({ vi, en }: LocalText): LocalText => ({
  vi: vi.charAt(0).toUpperCase() + vi.slice(1),
  en: en.charAt(0).toUpperCase() + en.slice(1),
});
