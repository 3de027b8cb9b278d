import type { RulesNotice } from '../../contract/organizer.ts';

/** A notice that the organizer should know of, but that stops nothing. Source: SPEC R4. */
export function warn(id: string, path: string, vi: string, en: string): RulesNotice {
  return { id, severity: 'warning', path, text: { vi, en } };
}

/** A notice of what cannot be executed as it stands. Source: SPEC R4. */
export function stop(id: string, path: string, vi: string, en: string): RulesNotice {
  return { id, severity: 'error', path, text: { vi, en } };
}
