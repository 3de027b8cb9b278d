import type { ContestCard } from '@hoithi/shared/contract/public';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { MapPreview } from './map-preview.tsx';
import { StoredMaps } from './stored-maps.tsx';
import styles from './units-card.module.css';
import { type MapNotes, mapSizeMaxMb, useMapDesk } from './use-map-desk.ts';

/** The organizer's true map of a level: looked at first, written when confirmed, taken away again. SPEC U24-U26. */
export function MapCard({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const levelName = useLevelName();
  const map = useMapDesk(contest.contestId);
  const [asked, setAsked] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [notes, setNotes] = useState<MapNotes>({ codeProperty: '', source: '', licence: '' });
  const levels = map.desk?.levels ?? [];
  const level = asked ?? levels[0] ?? null;
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
      <p className={styles.soft}>{t('upload.lead', { size: mapSizeMaxMb })}</p>
      <div className={styles.mapFields}>
        <Select
          label={t('upload.level')}
          value={level ?? ''}
          options={levels.map((each) => ({ value: each, label: levelName(each) }))}
          onChange={(event) => {
            map.forget();
            setAsked(event.target.value);
          }}
        />
        <FileField
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
      <output className={styles.said}>
        {map.said}
        {preview?.written &&
          t('upload.written', { value: number(preview.joined), size: number(Math.ceil(preview.bytes / 1024)) })}
      </output>
      {preview && !preview.written && <MapPreview preview={preview} />}
      {file && level !== null && !preview && (
        <Button busy={map.busy} onClick={() => void map.send(file, level, notes, false)}>
          {t('upload.check')}
        </Button>
      )}
      {file && level !== null && preview && !preview.written && preview.bytes > 0 && (
        <Button kind="primary" busy={map.busy} onClick={() => void map.send(file, level, notes, true)}>
          {t('upload.write', { value: number(preview.joined) })}
        </Button>
      )}
      <StoredMaps maps={map.desk?.maps ?? []} busy={map.busy} remove={map.remove} />
    </Card>
  );
}
