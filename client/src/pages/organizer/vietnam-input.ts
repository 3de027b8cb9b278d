import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';

/** `2026-03-02T08:00`, as a date and time control holds it, read on Vietnam's clock whatever the device's zone; null: not whole. SPEC R2. */
export function readVietnamInput(typed: string): string | null {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed) ? `${typed}:00+07:00` : null;
}

/** What a date and time control shows for an instant. Units: epoch ms. */
export function writeVietnamInput(atMs: number): string {
  return vietnamInstantOf(atMs).slice(0, 16);
}
