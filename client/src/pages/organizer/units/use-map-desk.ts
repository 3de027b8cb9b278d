import { limits } from '@hoithi/shared/contract/limits';
import type { UnitMapDesk, UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteJson, postFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';

export const mapSizeMaxMb = limits.mapFileBytesMax / 1024 / 1024;
export type MapNotes = { codeProperty: string; source: string; licence: string };

/** Sends a map to be looked at or written, and takes one away; what was heard last stands. SPEC U24-U26. */
export function useMapDesk(contestId: string) {
  const { t } = useTranslation('participation');
  const words = useRefusalText();
  const base = `/api/organizer/contests/${contestId}/maps`;
  const desk = useLoaded<UnitMapDesk>(base);
  const [preview, setPreview] = useState<UnitMapPreview | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const forget = () => {
    setPreview(null);
    setSaid(null);
  };
  async function send(file: File, level: string, notes: MapNotes, write: boolean): Promise<void> {
    setSaid(null);
    if (file.size > limits.mapFileBytesMax) return setSaid(t('upload.tooLarge', { size: mapSizeMaxMb }));
    setBusy(true);
    const query = new URLSearchParams({ level, ...notes, write: String(write) });
    const received = await postFile<UnitMapPreview>(`${base}?${query}`, file);
    setBusy(false);
    setPreview(received.ok ? received.value : null);
    if (!received.ok) setSaid(words(received.refusal));
    else if (received.value.written) desk.again();
  }
  async function remove(level: string): Promise<void> {
    setBusy(true);
    const received = await deleteJson(`${base}?${new URLSearchParams({ level })}`);
    setBusy(false);
    setPreview(null);
    setSaid(received.ok ? t('upload.removed') : words(received.refusal));
    desk.again();
  }
  return { desk: desk.value, preview, said, busy, send, remove, forget };
}
