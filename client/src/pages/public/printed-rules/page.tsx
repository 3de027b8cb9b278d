import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { PublicRules } from '@hoithi/shared/contract/seals';
import type { LocalText } from '@hoithi/shared/contract/text';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink, FileLink } from '../../../ui/button.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { useTones } from '../../../ui/look.ts';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Amendments } from './amendments.tsx';
import styles from './page.module.css';

/** The rules of a contest as a document to read and to print: what the code executes, as text. SPEC R5. */
export default function PrintedRulesPage() {
  const { t } = useTranslation('common');
  const { local } = useFormat();
  const { slug } = useParams<{ slug: string }>();
  const path = `/api/contests/${encodeURIComponent(slug)}`;
  const rules = useLoaded<PublicRules>(`${path}/rules`);
  const contest = useLoaded<PublicContest>(path);
  usePageTitle(rules.value ? local(rules.value.printed.title) : t('pageTitle.rules'));
  useTones(contest.value?.contest.look);
  if (rules.refusal) return <Unreached missing={rules.refusal.code === 'not_found'} again={rules.again} />;
  if (!rules.value) return <Loading />;
  const { printed, version, seals, amendments } = rules.value;
  const card = contest.value?.contest ?? null;
  return (
    <Page width="wide" demo={card?.demo ?? false} className={styles.page} logo={card?.look?.logo}>
      <div className={styles.columns}>
        <ArticleList sections={printed.sections} contestPath={`/c/${encodeURIComponent(slug)}`} />
        <RulesSheet
          printed={printed}
          version={version}
          seals={seals}
          amendments={amendments}
          host={card?.host ?? null}
        />
      </div>
    </Page>
  );
}

function Loading() {
  const { t } = useTranslation('rules');
  return (
    <Page>
      <StateCard kind="loading" title={t('loading')} />
    </Page>
  );
}

function Unreached({ missing, again }: { missing: boolean; again: () => void }) {
  const { t } = useTranslation(['rules', 'common']);
  const home = (
    <ButtonLink href="/" kind="primary">
      {t('common:toHome')}
    </ButtonLink>
  );
  const retry = (
    <Button kind="primary" onClick={again}>
      {t('common:again')}
    </Button>
  );
  return (
    <Page>
      <StateCard
        kind={missing ? 'empty' : 'offline'}
        {...(missing ? { title: t('missing.title') } : {})}
        action={missing ? home : retry}
      >
        {missing ? t('missing.text') : t('failed')}
      </StateCard>
    </Page>
  );
}

type ArticleListProps = { sections: PrintedRules['sections']; contestPath: string };

/** Beside the document: its contents, the printer, the way back. Stays on the screen, never on paper. */
function ArticleList({ sections, contestPath }: ArticleListProps) {
  const { t } = useTranslation('rules');
  const { local, locale } = useFormat();
  return (
    <aside className={styles.listSide}>
      <div className={styles.listWays}>
        <Button kind="primary" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <FileLink href={`/api${contestPath.replace('/c/', '/contests/')}/rules.pdf?lang=${locale}`}>
          {t('pdf')}
        </FileLink>
        <FileLink href={`/api${contestPath.replace('/c/', '/contests/')}/rules.docx?lang=${locale}`}>
          {t('docx')}
        </FileLink>
        <ButtonLink href={contestPath}>{t('toContest')}</ButtonLink>
      </div>
      <details className={styles.listContents} open={window.innerWidth >= 960}>
        <summary>{t('contents')}</summary>
        <ol className={styles.list}>
          {sections.map((section, i) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>
                <span className={styles.listNumber}>{i + 1}</span>
                <span>{local(section.heading)}</span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </aside>
  );
}

type RulesSheetProps = Pick<PublicRules, 'printed' | 'version' | 'seals' | 'amendments'> & { host: LocalText | null };

/** The document itself: who gives the rules, their title and version, then numbered articles of numbered sentences. */
export function RulesSheet({ printed, version, seals, amendments, host }: RulesSheetProps) {
  const { t } = useTranslation('rules');
  const { local, locale, number } = useFormat();
  return (
    <article className={styles.sheet} lang={locale}>
      <header className={styles.sheetHead}>
        {host && <p className={styles.sheetHost}>{local(host)}</p>}
        <Drum size={72} className={styles.sheetDrum} />
        <h1 className={styles.sheetTitle}>{local(printed.title)}</h1>
        <p className={styles.sheetVersion}>{t('version', { version: number(version) })}</p>
      </header>
      {printed.sections.map((section, i) => (
        <section key={section.id} id={section.id} className={styles.sheetArticle}>
          <h2 className={styles.sheetHeading}>
            <span className={styles.sheetNumber}>{t('article', { number: i + 1 })}</span> {local(section.heading)}
          </h2>
          <ol className={styles.sheetSentences}>
            {section.sentences.map((sentence) => (
              <li key={sentence.vi}>{local(sentence)}</li>
            ))}
          </ol>
        </section>
      ))}
      {amendments.length > 0 && <Amendments amendments={amendments} />}
      {seals.length > 0 && <Seals seals={seals} />}
      <footer className={styles.sheetFoot}>
        <p className={styles.sheetVersion}>{t('version', { version: number(version) })}</p>
        <p>{t('provenance')}</p>
      </footer>
    </article>
  );
}

/** What each round may draw was frozen and committed to: the hash whoever comes later can check it by. SPEC Q21. */
function Seals({ seals }: Pick<PublicRules, 'seals'>) {
  const { t } = useTranslation('rules');
  const { local, number, instant } = useFormat();
  return (
    <section className={styles.sheetArticle} aria-labelledby="niem-phong">
      <h2 id="niem-phong" className={styles.sheetHeading}>
        {t('seals.title')}
      </h2>
      <p>{t('seals.text')}</p>
      <dl className={styles.seals}>
        {seals.map(({ ordinal, label, root, count, sealedAtMs }) => (
          <div key={ordinal}>
            <dt>{t('seals.round', { round: local(label), count, number: number(count), at: instant(sealedAtMs) })}</dt>
            <dd className={styles.sealRoot}>{root.replace(/(.{8})(?=.)/g, '$1 ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
