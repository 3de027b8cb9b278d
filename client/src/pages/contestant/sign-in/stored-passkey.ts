/**
 * Whether a passkey was made on this device, so that coming back by it is offered first; and whether its holder would rather
 * not be asked. Says nothing of who it is. SPEC S38.
 */
const key = 'hoithi.passkey';
type Known = 'made' | 'declined' | null;

export function readPasskeyHere(): Known {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'made' || stored === 'declined' ? stored : null;
  } catch {
    return null; // storage is closed: the way is offered among the others
  }
}

export function storePasskeyHere(known: Exclude<Known, null>): void {
  try {
    localStorage.setItem(key, known);
  } catch {
    return; // the page asks again the next time
  }
}
