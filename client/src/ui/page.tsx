import type { LookPicture } from '@hoithi/shared/contract/look';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { chooseLocale } from '../locales/i18n.ts';
import { Drum } from './drum.tsx';
import { joinClasses } from './join-classes.ts';
import { LookImage } from './look-pictures.tsx';
import styles from './page.module.css';
import { useFormat } from './use-format.ts';

export type PageProps = {
  children: ReactNode;
  /** Right of the product's mark: a name, a way out. */
  header?: ReactNode;
  /** narrow 640 (a phone's task), middle 840 (reading), wide 1120 (tables). */
  width?: 'narrow' | 'middle' | 'wide';
  /** A demo contest is marked on every page. SPEC D3. */
  demo?: boolean;
  /** Where the mark leads. */
  home?: string;
  className?: string;
  /** The logo of the contest in the place of the drum. */
  logo?: LookPicture | null | undefined;
};

/** The light shell: mark, header slot, language, and the drum as a faint ground. */
export function Page({ children, header, width = 'narrow', demo, home = '/', className, logo }: PageProps) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.page}>
      <Drum size={640} dim className={styles.ground} />
      {demo && <div className={styles.ribbon}>{t('demoRibbon')}</div>}
      <header className={styles.header}>
        <Link href={home} className={styles.mark}>
          {logo ? <LookImage picture={logo} alt="" className={styles.logo} /> : <Drum size={34} />}
          <span>{t('product')}</span>
        </Link>
        <div className={styles.slot}>
          {header}
          <LanguageSwitch />
        </div>
      </header>
      <main className={joinClasses(styles.main, styles[width], className)}>{children}</main>
    </div>
  );
}

/** One press to the other language, named in that language. */
function LanguageSwitch() {
  const { t } = useTranslation('common');
  const { locale } = useFormat();
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className={styles.languageSwitch} lang={other} onClick={() => void chooseLocale(other)}>
      <span aria-hidden="true">{other.toUpperCase()}</span>
      <span className="unseen">{t('otherLanguage')}</span>
    </button>
  );
}
