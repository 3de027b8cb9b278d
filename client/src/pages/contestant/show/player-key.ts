import { makeHex } from '../../../connection/make-id.ts';

/**
 * The player's key on this device. It is made before joining, so that a lost answer or a reload finds the same player;
 * where storage is closed it lives in the page and in its address. SPEC H4.
 */
const keyOf = (code: string): string => `hoithi.player.${code}`;
const inPage = new Map<string, string>();

const isKey = (text: string | null): text is string => text !== null && /^[0-9a-f]{64}$/.test(text);

export const makePlayerKey = (): string => makeHex(32);

export function readPlayerKey(code: string): string | null {
  try {
    const stored = localStorage.getItem(keyOf(code));
    if (isKey(stored)) return stored;
  } catch {
    // storage is closed: the page alone knows the key
  }
  return inPage.get(code) ?? null;
}

export function storePlayerKey(code: string, key: string): void {
  inPage.set(code, key);
  try {
    localStorage.setItem(keyOf(code), key);
  } catch {
    location.replace(`#g=${key}`); // a reload of this very address finds the player again
  }
}

export function dropPlayerKey(code: string): void {
  inPage.delete(code);
  try {
    localStorage.removeItem(keyOf(code));
  } catch {
    // nothing was stored there
  }
}

/** The player of one run is the same one in the run that follows; answers its address there. SPEC H50. */
export function carryPlayerKey(from: string, to: string): string {
  const key = readPlayerKey(from);
  if (key === null) return `/thi/${to}`;
  inPage.set(to, key);
  try {
    localStorage.setItem(keyOf(to), key);
    return `/thi/${to}`;
  } catch {
    return `/thi/${to}#g=${key}`;
  }
}

/** A key brought along from another device in the address; it is stored here and removed from the address bar. */
export function takeKeyFromAddress(code: string): void {
  const brought = /^#g=([0-9a-f]{64})$/.exec(location.hash)?.[1];
  if (brought === undefined) return;
  inPage.set(code, brought);
  try {
    localStorage.setItem(keyOf(code), brought);
    history.replaceState(null, '', location.pathname);
  } catch {
    // it stays in the address, the only place left for it
  }
}

export const otherDeviceAddress = (code: string, key: string): string => `${location.origin}/thi/${code}#g=${key}`;
