import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useDraft } from './draft-context.ts';
import { type Section, sectionOf, sections } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import itemStyles from './item-list.module.css';
import styles from './outline.module.css';

const shownMax = 12;

/** The sections with what is open and wrong in each; a press leads there. */
export function Outline({ current }: { current: Section }) {
  const { t } = useTranslation('editor');
  const points = usePoints();
  const count = (section: Section, isOpen: boolean) =>
    points.filter((point) => point.section === section && point.isOpen === isOpen).length;
  return (
    <nav className={styles.outline} aria-label={t('outline')}>
      <ul className={styles.pointList}>
        {sections.map((section) => {
          const [open, wrong] = [count(section, true), count(section, false)];
          return (
            <li key={section}>
              <a href={`#${section}`} aria-current={current === section ? 'true' : undefined}>
                <span>{t(`sections.${section}`)}</span>
                <span className={itemStyles.marks}>
                  {wrong > 0 && <span className={itemStyles.wrongMark}>{t('marks.wrong', { count: wrong })}</span>}
                  {open > 0 && <span className={itemStyles.openMark}>{t('marks.open', { count: open })}</span>}
                  {wrong + open === 0 && <span className={styles.doneMark}>{t('marks.done')}</span>}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Everything that is still open or wrong, each with the way to its field. */
export function OpenPoints() {
  const { t } = useTranslation('editor');
  const { read } = useDraft();
  const points = usePoints();
  if (points.length === 0) return <p className={styles.whole}>{read.rulebook === null ? '' : t('points.none')}</p>;
  return (
    <section className={styles.points} aria-label={t('points.title', { count: points.length })}>
      <h2>{t('points.title', { count: points.length })}</h2>
      <ul className={styles.pointList}>
        {points.slice(0, shownMax).map(({ key, id, label, words }) => (
          <li key={key}>
            <button type="button" onClick={() => goTo(id)}>
              <b>{label}</b> <span>{words}</span>
            </button>
          </li>
        ))}
      </ul>
      {points.length > shownMax && (
        <p className={fieldStyles.soft}>{t('points.more', { count: points.length - shownMax })}</p>
      )}
    </section>
  );
}

/** What is no error and may surprise somebody. */
export function Warnings() {
  const { t } = useTranslation('editor');
  const { read } = useDraft();
  const { local } = useFormat();
  const sentences = [
    ...new Set(read.problems.filter(({ severity }) => severity === 'warning').map(({ words }) => local(words))),
  ];
  if (sentences.length === 0) return null;
  return (
    <details className={styles.toSee}>
      <summary>{t('points.warnings', { count: sentences.length })}</summary>
      <ul className={itemStyles.notices}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

type Point = { key: string; id: string; section: Section; isOpen: boolean; label: string; words: string };

/** What is open and wrong, each field once: both languages of a name are one field. */
function usePoints(): Point[] {
  const { t } = useTranslation('editor');
  const { read, claims, content } = useDraft();
  const { local } = useFormat();
  const points = [...read.wrong, ...read.open].map((problem): Point => {
    const claim = claims.get(problem.place) ?? nearest(problem.place, claims);
    const section = sectionOf(problem.place, content.rulebook);
    const isOpen = read.open.includes(problem);
    return {
      key: `${claim?.id ?? problem.place} ${isOpen ? 'open' : problem.code}`,
      id: claim?.id ?? section,
      section,
      isOpen,
      label: claim
        ? t('points.of', { section: t(`sections.${section}`), label: claim.label })
        : t(`sections.${section}`),
      words: isOpen ? t('open') : local(problem.words),
    };
  });
  return [...new Map(points.map((point) => [point.key, point])).values()];
}

/** The control of the closest place above: a problem of an item stands in its card. */
function nearest(place: string, claims: ReadonlyMap<string, { label: string; id: string }>) {
  for (const [claimed, claim] of claims)
    if (place.startsWith(`${claimed}.`) || place.startsWith(`${claimed}[`)) return claim;
  for (const [claimed, claim] of claims)
    if (claimed.startsWith(`${place}.`) || claimed.startsWith(`${place}[`)) return claim;
  return null;
}

/** Opens whatever the field is folded in, and puts the focus on it. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  for (let each = target.closest('details'); each; each = each.parentElement?.closest('details') ?? null)
    each.open = true;
  requestAnimationFrame(() => {
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  });
}
