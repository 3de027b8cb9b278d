import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import type { McSound, OwnSound, SoundSetting } from '@hoithi/shared/contract/show-sound';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

const switches = ['on', 'off'] as const;
type Send = UseNamespace<McToServer, ServerToMc>['send'];

/** The sound of the hall: on or off, how loud, which music, words beside it; and the contest's own sounds. SPEC H42. */
export function SoundDrawer({ sound, send, loads }: { sound: McSound; send: Send; loads: boolean }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const words = useRefusalText();
  const bed = useId();
  const volume = useId();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { setting, sounds, silent, missing } = sound;
  const turn = async (part: Partial<SoundSetting>) => {
    const received = await send('screen:sound', { ...setting, ...part });
    setRefusal(received.ok ? null : received.refusal);
  };
  const summary = setting.on
    ? silent > 0
      ? t('sound.silent', { count: silent, value: number(silent) })
      : t('sound.isOn')
    : t('sound.isOff');
  return (
    <details className={styles.drawer}>
      <summary>{summary}</summary>
      <div className={styles.names}>
        <PillChoice
          legend={t('sound.title')}
          name="sound-on"
          options={switches.map((value) => ({ value, label: t(`sound.switch.${value}`) }))}
          value={setting.on ? 'on' : 'off'}
          onChange={(value) => void turn({ on: value === 'on' })}
        />
        <PillChoice
          legend={t('sound.captions')}
          name="sound-captions"
          options={switches.map((value) => ({ value, label: t(`sound.captionSwitch.${value}`) }))}
          value={setting.captions ? 'on' : 'off'}
          onChange={(value) => void turn({ captions: value === 'on' })}
        />
      </div>
      {setting.on && silent > 0 && <p className={styles.cueText}>{t('sound.silentText')}</p>}
      <div className={styles.sound}>
        <label htmlFor={volume}>{t('sound.volume', { value: number(setting.volume) })}</label>
        <input
          id={volume}
          type="range"
          min={0}
          max={100}
          step={5}
          value={setting.volume}
          onChange={(event) => void turn({ volume: Number(event.target.value) })}
        />
        <label htmlFor={bed}>{t('sound.bed')}</label>
        <select id={bed} value={setting.bed} onChange={(event) => void turn({ bed: event.target.value })}>
          <option value="cue">{t('sound.byCue')}</option>
          <option value="none">{t('sound.none')}</option>
          {sounds.map(({ hash, name }) => (
            <option key={hash} value={hash}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {missing.length > 0 && <p className={styles.cueRuling}>{t('sound.missing', { names: missing.join(', ') })}</p>}
      <ul className={styles.drawerPlayers}>
        {sounds.map(({ hash, name, durationMs }) => (
          <li key={hash}>
            <span>
              <b>{name}</b>{' '}
              <span>
                {t('sound.seconds', {
                  count: Math.round(durationMs / 1000),
                  value: number(Math.round(durationMs / 1000)),
                })}
              </span>
            </span>
            {loads && (
              <Button
                kind="quiet"
                aria-label={t('sound.removeOne', { name })}
                onClick={() => void send('sound:remove', { hash })}
              >
                {t('sound.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {loads && <AddSound report={setRefusal} />}
      <output className={styles.notice}>{refusal && words(refusal)}</output>
    </details>
  );
}

/** A sound of the contest's own: a name as the cues say it, and a file. */
function AddSound({ report }: { report: (refusal: Refusal | null) => void }) {
  const { t } = useTranslation('mc');
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !file) return;
    setBusy(true);
    const query = new URLSearchParams({ name: name.trim(), type: file.type });
    const received = await postFile<OwnSound>(`/api/mc/sounds?${query}`, file);
    setBusy(false);
    report(received.ok ? null : received.refusal);
    if (received.ok) setName('');
  };
  return (
    <form className={styles.sound} onSubmit={(event) => void add(event)}>
      <Field
        label={t('sound.name')}
        hint={t('sound.nameHint')}
        value={name}
        maxLength={limits.soundNameLengthMax}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <FileField label={t('sound.file')} hint={t('sound.fileHint')} accept="audio/*" onFile={setFile} />
      <Button type="submit" busy={busy} disabled={!file || name.trim() === ''}>
        {t('sound.add')}
      </Button>
    </form>
  );
}
