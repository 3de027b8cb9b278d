import { type ComponentType, lazy } from 'react';
import { loadWords } from '../locales/i18n.ts';
import type { Words } from '../locales/words.ts';

type RoomModule = { default: ComponentType };

/** A room fetched when first entered, its words beside it and not after it. */
export function lazyRoom(load: () => Promise<RoomModule>, ...words: (keyof Words)[]) {
  return lazy(async () => {
    const [room] = await Promise.all([load(), loadWords(...words)]);
    return room;
  });
}
