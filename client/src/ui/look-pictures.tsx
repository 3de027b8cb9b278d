import type { LookPicture, ShownLook } from '@hoithi/shared/contract/look';
import styles from './look-pictures.module.css';

type PictureProps = { picture: LookPicture; alt: string; className?: string | undefined };

/** A picture of a look, its place kept while it is on its way. */
export function LookImage({ picture, alt, className }: PictureProps) {
  return (
    <img
      className={className}
      src={`/api/pictures/${picture.hash}`}
      width={picture.width}
      height={picture.height}
      alt={alt}
      decoding="async"
    />
  );
}

/** The sponsors' logos, each on paper: most are drawn for a light ground. */
export function SponsorRow({
  sponsors,
  label,
  className,
}: {
  sponsors: ShownLook['sponsors'];
  label: string;
  className?: string | undefined;
}) {
  if (sponsors.length === 0) return null;
  return (
    <section className={className ?? styles.sponsors} aria-label={label}>
      {className === undefined && <p className={styles.label}>{label}</p>}
      <ul className={styles.row}>
        {sponsors.map(({ name, picture }) => (
          <li key={picture.hash} className={styles.sponsor}>
            <LookImage picture={picture} alt={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
