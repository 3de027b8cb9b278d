import { limits } from '@hoithi/shared/contract/limits';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import type { UnitMapDesk, UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteJson, postFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UploadField } from '../upload-field.tsx';
import { MapPreview } from './map-preview.tsx';
import styles from './page.module.css';

/** The organizer's true map of a level: previewed, written when confirmed, removed again. SPEC U24-U26. */
export function MapCard({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const levelName = useLevelName();
  const map = useMapDesk(contest.contestId);
  const [chosenLevel, setChosenLevel] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [notes, setNotes] = useState<MapNotes>({ codeProperty: '', source: '', licence: '' });
  const levels = map.desk?.levels ?? [];
  const level = chosenLevel ?? levels[0] ?? null;
  const { preview } = map;
  const note = (key: keyof MapNotes) => ({
    value: notes[key],
    maxLength: key === 'codeProperty' ? 60 : 300,
    onChange: (event: { target: { value: string } }) => {
      if (key === 'codeProperty') map.forget();
      setNotes({ ...notes, [key]: event.target.value });
    },
  });
  return (
    <Card title={t('upload.title')}>
      <p className={styles.unitsSoft}>{t('upload.lead', { size: mapSizeMaxMb })}</p>
      <div className={styles.unitsMapFields}>
        <Select
          label={t('upload.level')}
          value={level ?? ''}
          options={levels.map((each) => ({ value: each, label: levelName(each) }))}
          onChange={(event) => {
            map.forget();
            setChosenLevel(event.target.value);
          }}
        />
        <UploadField
          label={t('upload.file')}
          accept=".geojson,.json,application/geo+json,application/json"
          onFile={(chosen) => {
            map.forget();
            setFile(chosen);
          }}
        />
        <Field label={t('upload.property')} hint={t('upload.propertyHint')} {...note('codeProperty')} />
        <Field label={t('upload.source')} {...note('source')} />
        <Field label={t('upload.licence')} {...note('licence')} />
      </div>
      <output className={styles.unitsNotice}>
        <span>{map.notice}</span>
        {preview?.written && (
          <span>
            {t('upload.written', {
              count: preview.joined,
              value: number(preview.joined),
              size: number(Math.ceil(preview.bytes / 1024)),
            })}
          </span>
        )}
      </output>
      {preview && !preview.written && <MapPreview preview={preview} />}
      {file && level !== null && !preview && (
        <Button busy={map.busy} onClick={() => void map.send(file, level, notes, false)}>
          {t('upload.check')}
        </Button>
      )}
      {file && level !== null && preview && !preview.written && preview.bytes > 0 && (
        <Button kind="primary" busy={map.busy} onClick={() => void map.send(file, level, notes, true)}>
          {t('upload.write', { count: preview.joined, value: number(preview.joined) })}
        </Button>
      )}
      <StoredMaps maps={map.desk?.maps ?? []} busy={map.busy} remove={map.remove} />
    </Card>
  );
}

/** The maps in use, each with where it comes from. SPEC U26. */
function StoredMaps({
  maps,
  busy,
  remove,
}: {
  maps: readonly UnitMapHead[];
  busy: boolean;
  remove: (level: string) => Promise<void>;
}) {
  const { t } = useTranslation('participation');
  const levelName = useLevelName();
  if (maps.length === 0) return null;
  return (
    <section className={styles.unitsStored}>
      <h3>{t('upload.inUse')}</h3>
      <ul>
        {maps.map(({ level, source }) => (
          <li key={level}>
            {t('upload.inUseEntry', { level: levelName(level), source: source === '' ? t('upload.noSource') : source })}
            <Button kind="quiet" busy={busy} onClick={() => void remove(level)}>
              {t('upload.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const mapSizeMaxMb = limits.mapFileBytesMax / 1024 / 1024;
type MapNotes = { codeProperty: string; source: string; licence: string };

/** Sends a map for a preview or to be written, and removes one; the newest reply is shown. SPEC U24-U26. */
function useMapDesk(contestId: string) {
  const { t } = useTranslation('participation');
  const words = useRefusalText();
  const base = `/api/organizer/contests/${contestId}/maps`;
  const desk = useLoaded<UnitMapDesk>(base);
  const [preview, setPreview] = useState<UnitMapPreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const forget = () => {
    setPreview(null);
    setNotice(null);
  };
  async function send(file: File, level: string, notes: MapNotes, write: boolean): Promise<void> {
    setNotice(null);
    if (file.size > limits.mapFileBytesMax) return setNotice(t('upload.tooLarge', { size: mapSizeMaxMb }));
    setBusy(true);
    const query = new URLSearchParams({ level, ...notes, write: String(write) });
    const received = await postFile<UnitMapPreview>(`${base}?${query}`, file);
    setBusy(false);
    setPreview(received.ok ? received.value : null);
    if (!received.ok) setNotice(words(received.refusal));
    else if (received.value.written) desk.again();
  }
  async function remove(level: string): Promise<void> {
    setBusy(true);
    const received = await deleteJson(`${base}?${new URLSearchParams({ level })}`);
    setBusy(false);
    setPreview(null);
    setNotice(received.ok ? t('upload.removed') : words(received.refusal));
    desk.again();
  }
  return { desk: desk.value, preview, notice, busy, send, remove, forget };
}
