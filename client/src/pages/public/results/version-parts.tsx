import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

const pathOf = ({ contest, round }: PublicResults, version?: number): string =>
  `/c/${encodeURIComponent(contest.slug)}/ket-qua/${round.ordinal}${version === undefined ? '' : `?ban=${version}`}`;

/** On top: that it is provisional, that it was replaced, or that it corrects an earlier one. SPEC F11, F13. */
export function VersionNote({ results, valid }: { results: PublicResults; valid: PublicResults }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  if (results.provisional) return <p className={styles.versionNote}>{t('versions.provisional')}</p>;
  if (results.standingVersion !== valid.standingVersion) {
    return (
      <p className={styles.versionNote}>
        {t('versions.old', { version: number(results.standingVersion), valid: number(valid.standingVersion) })}{' '}
        <Link href={pathOf(results)}>{t('versions.seeValid')}</Link>
      </p>
    );
  }
  const reason = results.versions?.at(-1)?.reason ?? null;
  return reason === null ? null : <p className={styles.versionNote}>{t('versions.corrected', { reason })}</p>;
}

/** Who confirmed the result, and over what. SPEC F10. */
export function FinalizedBy({ finalization }: { finalization: NonNullable<PublicResults['finalization']> }) {
  const { t } = useTranslation('results');
  const { instant } = useFormat();
  const { by, rule, hash, atMs, passkeys, scorer } = finalization;
  return (
    <>
      <div>
        <dt>{t('stamp.finalized')}</dt>
        <dd>
          <span>
            {by.length > 0 ? t('stamp.finalizedBy', { names: by.join(', '), at: instant(atMs) }) : instant(atMs)}.
          </span>{' '}
          <span>{t(rule === 'one' ? 'stamp.byOne' : 'stamp.byTwo')}</span>{' '}
          {passkeys > 0 && <span>{t('stamp.passkeys', { count: passkeys })} </span>}
          <span>{t(scorer === 'agreed' ? 'stamp.scorerAgreed' : 'stamp.scorerNone')}</span>
        </dd>
      </div>
      <div>
        <dt>{t('stamp.hash')}</dt>
        <dd className={styles.hash}>{hash}</dd>
      </div>
    </>
  );
}

/** How many decisions the result rests on, and of what kind. SPEC F14. */
export function Decided({ decisions }: { decisions: NonNullable<PublicResults['decisions']> }) {
  const { t } = useTranslation('results');
  const words = decisions.map(({ kind, count }) => t(`stamp.decisionKinds.${kind}`, { count }));
  return (
    <div>
      <dt>{t('stamp.decisions')}</dt>
      <dd>{words.length === 0 ? t('stamp.noDecisions') : words.join('; ')}</dd>
    </div>
  );
}

/** Everything that was published of the round until this version. SPEC F13. */
export function Versions({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const { number, instant } = useFormat();
  const { versions = [] } = results;
  if (versions.length < 2) return null;
  return (
    <>
      <h3>{t('stamp.versions')}</h3>
      <ul className={styles.versionList}>
        {versions.map(({ version, publishedAtMs, reason }) => (
          <li key={version}>
            <span>{t('versions.version', { version: number(version), at: instant(publishedAtMs) })} </span>
            {reason && <span>{t('versions.reason', { reason })} </span>}
            {version !== results.standingVersion && (
              <Link href={pathOf(results, version)}>{t('versions.see', { version: number(version) })}</Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
