const key = 'hoithi.device';
let inPage: string | null = null;

/** What tells this device from other MC devices; a reload keeps it. SPEC H3. */
export function readDevice(): string {
  try {
    const kept = localStorage.getItem(key);
    if (kept) return kept;
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
