const key = 'hoithi.device';
let inPage: string | null = null;

/** The id by which this device differs from other MC devices; a reload does not change it. SPEC H3. */
export function readDevice(): string {
  try {
    const stored = localStorage.getItem(key);
    if (stored) return stored;
  } catch {
    // storage is closed: the device is then this page
  }
  inPage ??= Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  try {
    localStorage.setItem(key, inPage);
  } catch {
    return inPage;
  }
  return inPage;
}
