import type { MapProblem, UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** What a map would be: what was joined and how, what was not, what is wrong with the file. SPEC U24, U25. */
export function MapPreview({ preview }: { preview: UnitMapPreview }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const feature = ({ feature: at, label }: { feature: number; label: string }, text = '') =>
    t('upload.feature', { feature: at, text: text === '' ? label : `${label} → ${text}` });
  return (
    <div className={styles.unitsPreview}>
      {preview.problemCount > 0 && (
        <div className={styles.unitsProblems} role="alert">
          <strong>
            {t('upload.problems')}: {number(preview.problemCount)}
          </strong>
          <ul>
            {preview.problems.map((each) => (
              <li key={`${each.feature} ${each.problem}`}>{describe(each)}</li>
            ))}
          </ul>
        </div>
      )}
      {preview.features > 0 && (
        <p>
          <span>
            {t('upload.result', {
              count: preview.joined,
              joined: number(preview.joined),
              features: number(preview.features),
              size: number(Math.ceil(preview.bytes / 1024)),
            })}
          </span>{' '}
          {preview.codeProperty !== null && <span>{t('upload.byCode', { property: preview.codeProperty })}</span>}
        </p>
      )}
      <Listed
        title={t('upload.ambiguous')}
        lines={preview.ambiguous.map((each) => feature(each, each.units.join('; ')))}
      />
      <Listed
        title={t('upload.repeated')}
        lines={preview.repeated.map(({ code, features }) => `${code}: ${features.join(', ')}`)}
      />
      <Listed
        title={t('upload.unmatchedUnits')}
        lines={preview.unmatchedUnits.map(({ code, name }) => `${name} (${code})`)}
      />
      <Listed title={t('upload.unmatchedFeatures')} lines={preview.unmatchedFeatures.map((each) => feature(each))} />
      <Listed title={t('upload.byName')} lines={preview.byName.map((each) => feature(each, each.unit))} />
    </div>
  );

  function describe({ feature: at, problem, value }: MapProblem): string {
    const text = [t(`upload.problem.${problem}`), value].filter((part) => part !== '').join(': ');
    return at === 0 ? t('upload.whole', { text }) : t('upload.feature', { feature: at, text });
  }
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  const { number } = useFormat();
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {number(lines.length)}
      </summary>
      <ul className={styles.unitsListed}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
