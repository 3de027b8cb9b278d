import type { Look } from '@hoithi/shared/contract/look';
import { type CheckedColour, checkColours, nearestPassing, tonesOf } from '@hoithi/shared/rules/look-colours';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { Field } from '../../../ui/field.tsx';
import { toneProperties } from '../../../ui/look.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './look.module.css';

const own = { main: '#c8321f', accent: '#e8b84a' };
type Colours = NonNullable<Look['colours']>;
type ColoursFieldProps = { colours: Look['colours']; onColours: (colours: Look['colours']) => void; disabled: boolean };

/** Two colours, each with how well it can be read and the nearest one that can. SPEC X7. */
export function ColoursField({ colours, onColours, disabled }: ColoursFieldProps) {
  const { t } = useTranslation('look');
  const shown = colours ?? own;
  const checks = checkColours(shown);
  const choose = (part: Partial<Colours>) => onColours({ ...shown, ...part });
  return (
    <div className={styles.colours}>
      <h3>{t('colours.title')}</h3>
      <p className={styles.hint}>{t('colours.hint')}</p>
      <div className={styles.coloursPair}>
        {(['main', 'accent'] as const).map((colour) => (
          <OneColour
            key={colour}
            colour={colour}
            hex={shown[colour]}
            checks={checks.filter((check) => check.colour === colour)}
            disabled={disabled}
            onHex={(hex) => choose({ [colour]: hex })}
          />
        ))}
        <Sample colours={shown} />
      </div>
      {colours && !disabled && (
        <Button kind="quiet" onClick={() => onColours(null)}>
          {t('colours.own')}
        </Button>
      )}
    </div>
  );
}

type OneColourProps = {
  colour: CheckedColour['colour'];
  hex: string;
  checks: CheckedColour[];
  disabled: boolean;
  onHex: (hex: string) => void;
};

function OneColour({ colour, hex, checks, disabled, onHex }: OneColourProps) {
  const { t } = useTranslation('look');
  const { number } = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const passes = checks.every((check) => check.passes);
  const near = passes ? hex : nearestPassing(colour, hex);
  const read = (text: string): string | null => /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase() ?? null;
  return (
    <div className={styles.colour}>
      <Field
        label={t(`colours.${colour}`)}
        hint={t(`colours.${colour}Hint`)}
        error={typed !== null && read(typed) === null ? t('colours.form') : undefined}
      >
        {(wire) => (
          <span className={styles.colourRow}>
            <input
              type="color"
              className={styles.swatch}
              aria-label={t('colours.pick', { colour: t(`colours.${colour}`) })}
              value={hex}
              disabled={disabled}
              onChange={(event) => {
                setTyped(null);
                onHex(event.target.value);
              }}
            />
            <input
              {...wire}
              value={typed ?? hex}
              disabled={disabled}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => {
                setTyped(event.target.value);
                const found = read(event.target.value);
                if (found) onHex(`#${found}`);
              }}
              onBlur={() => setTyped(null)}
            />
          </span>
        )}
      </Field>
      <ul className={styles.checks}>
        {checks.map((check) => (
          <li key={check.where} data-passes={check.passes}>
            <span aria-hidden="true">{check.passes ? '✓' : '!'}</span>{' '}
            {t(check.passes ? 'colours.passes' : 'colours.fails', {
              where: t(`colours.where.${check.where}`),
              ratio: number(check.ratio, 1),
              atLeast: number(check.atLeast, 1),
            })}
          </li>
        ))}
      </ul>
      {!passes && !disabled && (
        <button type="button" className={styles.near} onClick={() => onHex(near)}>
          <span style={{ background: near }} aria-hidden="true" /> {t('colours.nearest', { hex: near })}
        </button>
      )}
    </div>
  );
}

/** How both colours look where they are read, on a page and on the hall's screen. */
function Sample({ colours }: { colours: Colours }) {
  const { t } = useTranslation('look');
  const tones = toneProperties({ logo: null, banner: null, background: null, sponsors: [], tones: tonesOf(colours) });
  return (
    <div className={styles.sample} style={tones as CSSProperties} aria-hidden="true">
      <div className={styles.samplePage}>
        <b>{t('colours.sampleTitle')}</b>
        <span>{t('colours.sampleButton')}</span>
      </div>
      <div className={styles.sampleScreen} data-ground="lacquer">
        <Drum size={56} />
        <b>128</b>
        <span>{t('colours.sampleScreen')}</span>
      </div>
    </div>
  );
}
